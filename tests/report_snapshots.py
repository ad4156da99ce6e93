"""Snapshots as plain files, so that a changed report reads well in a diff."""

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TextFile(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class MarkdownFile(TextFile):
    file_extension = "md"


class JsonFile(TextFile):
    file_extension = "json"
