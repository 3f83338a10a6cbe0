"""Adapters of the LLM port: any OpenAI-compatible endpoint, and a scripted provider."""
