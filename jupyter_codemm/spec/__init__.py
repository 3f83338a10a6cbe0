"""The authoring loop: a chat turn becomes a change of the spec. Pure and deterministic."""
