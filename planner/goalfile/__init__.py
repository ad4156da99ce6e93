"""The goal file: YAML in, a checked Goal or every problem with its place out."""
