"""The look of results: JupyterLab's own variables, and the front end's text colour without them."""

from __future__ import annotations

# Text keeps the theme's colour; green and red only fill signs and edges, which say it in shape too.
STYLE = """<style>
.codemm-outcome{--codemm-good:var(--jp-success-color1,#388e3c);--codemm-bad:var(--jp-error-color1,#e53935);
 --codemm-line:var(--jp-border-color2,#9e9e9e80);max-width:60em;margin-top:4px;
 font-family:var(--jp-ui-font-family,sans-serif);font-size:var(--jp-ui-font-size1,13px);line-height:1.5}
.codemm-outcome p,.codemm-outcome ul,.codemm-outcome details{margin:4px 0}
.codemm-outcome .codemm-head{border-left:4px solid var(--codemm-bad);padding:2px 0 2px 8px;
 margin:0 0 6px;font-size:var(--jp-ui-font-size2,14px)}
.codemm-outcome .codemm-head.codemm-accepted{border-color:var(--codemm-good)}
.codemm-outcome .codemm-bad{color:var(--codemm-bad);font-weight:700}
.codemm-outcome .codemm-good{color:var(--codemm-good);font-weight:700}
.codemm-outcome .codemm-note{border-left:4px solid var(--jp-warn-color1,#f57c00);padding-left:8px}
.codemm-outcome .codemm-quiet{opacity:.75}
.codemm-outcome table{border-collapse:collapse;margin:4px 0 10px;font-size:inherit}
.codemm-outcome caption{text-align:left;font-weight:600;caption-side:top;padding:2px 0;
 color:inherit}
.codemm-outcome table tr:nth-child(n){background:transparent}
.codemm-outcome.codemm-outcome table th,
.codemm-outcome.codemm-outcome table td{border:1px solid var(--codemm-line);
 padding:2px 8px;text-align:left;vertical-align:top;max-width:none;white-space:normal}
.codemm-outcome table th{font-weight:600;white-space:nowrap}
.codemm-outcome pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;padding:0;border:0;
 background:transparent;color:inherit;font-family:var(--jp-code-font-family,monospace);
 font-size:var(--jp-code-font-size,13px);line-height:1.4}
.codemm-outcome pre.codemm-block{border:1px solid var(--codemm-line);padding:4px 8px;
 max-height:24em;overflow:auto}
.codemm-outcome mark{background:transparent;color:inherit;font-weight:700;text-decoration:underline;
 text-decoration-color:var(--codemm-bad);text-decoration-thickness:2px;text-underline-offset:3px}
.codemm-outcome ul.codemm-tests{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 16px}
.codemm-outcome ul.codemm-tests li{margin:0}
.codemm-outcome summary{cursor:pointer}
</style>"""
