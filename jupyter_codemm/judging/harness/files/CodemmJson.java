package codemm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the judge's JSON: objects as maps, arrays as lists, numbers as {@link Number} of the
 * narrowest kind that holds them.
 */
final class CodemmJson {
    private final String text;
    private int at;

    private CodemmJson(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        return new CodemmJson(text).value();
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private boolean take(char c) {
        skip();
        if (text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    private Object value() {
        skip();
        switch (text.charAt(at)) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            default:
                return word();
        }
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        take('[');
        while (!take(']')) {
            items.add(value());
            take(',');
        }
        return items;
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        take('{');
        while (!take('}')) {
            skip();
            String name = string();
            take(':');
            fields.put(name, value());
            take(',');
        }
        return fields;
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "null":
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                return number(word);
        }
    }

    private static Number number(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (".eE".indexOf(word.charAt(i)) >= 0) {
                return Double.parseDouble(word);
            }
        }
        return Long.parseLong(word);
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char c = text.charAt(++at);
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            default:
                return c;
        }
    }
}
