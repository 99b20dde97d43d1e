"""Every error a user can meet.

BriefgenError
├── SourceError          a report cannot be read
├── AnalysisError        a report can be read, but there is nothing to work on
├── OutputError          a result cannot be written
├── TemplateError        a template is wrong
├── ToolError            this machine lacks something
├── ProofError           a number on a page is not in its source
└── SettingsError        a settings file or an option is wrong
"""


class BriefgenError(Exception):
    """The work could not be done; the message is one line: what, where, what to do."""


class SourceError(BriefgenError):
    """A report is missing, empty, damaged, or of an unknown kind."""


class AnalysisError(BriefgenError):
    """A report holds no sentence to work on."""


class OutputError(BriefgenError):
    """The output folder cannot be written, or the disk is full."""


class TemplateError(BriefgenError):
    """A template names something that is not there, or cannot be parsed."""


class ToolError(BriefgenError):
    """Pango, a font or another part of the machine is missing."""


class ProofError(BriefgenError):
    """What was rendered does not follow from the sources."""


class SettingsError(BriefgenError):
    """A settings file or an option has a value that makes no sense."""
