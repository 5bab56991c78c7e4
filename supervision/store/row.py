"""What every table class is. The tables themselves are in `tables`."""

from sqlmodel import SQLModel


class Row(SQLModel):
    """A table class never validates, so nothing to validate with is built: a tenth of its time, at every start."""

    model_config = {"defer_build": True}
