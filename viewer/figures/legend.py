"""What a figure's legend shows: kinds where colours tell them, statuses, both circles; only what is drawn."""

from matplotlib.lines import Line2D

from geodata.palette import DASHES
from geodata.vocabulary import KINDS, STATUSES
from viewer.figures.drawing import Look
from viewer.figures.strands import Strands
from viewer.labels import labels
from viewer.setting import Setting


def make_legend(strands: Strands, look: Look, setting: Setting) -> tuple[list[Line2D], list[str]]:
    """Return pieces of lines and circles as they are drawn, and what they mean."""
    if len(strands.status) == 0:
        return [], []
    named, palette = labels(setting.lang), look.palette
    _ = setting.language.gettext
    kinds = [kind for kind in KINDS if look.by_kind and (strands.kind == kind).any()]
    statuses = [status for status in STATUSES if (strands.status == status).any()]
    shown = [(_line(palette.kind[kind], "active", look), named.kinds[kind]) for kind in kinds]
    for status in statuses:
        colour = palette.ink if look.by_kind else palette.status[status]
        shown.append((_line(colour, status, look), named.statuses[status]))
    shown.append((_circle(palette.ink, look), _("Japanese municipality")))
    shown.append((_circle(palette.sea, look), _("Partner abroad")))
    return [handle for handle, _name in shown], [name for _handle, name in shown]


def _line(colour: str, status: str, look: Look) -> Line2D:
    line = Line2D([], [], color=colour, linewidth=1.3 * look.points / 7)
    if dashes := DASHES[status]:
        line.set_linestyle((0, tuple(length / 2.2 for length in dashes)))
    return line


def _circle(face: str, look: Look) -> Line2D:
    return Line2D(
        [],
        [],
        linestyle="none",
        marker="o",
        markersize=3.6 * look.points / 7,
        markerfacecolor=face,
        markeredgecolor=look.palette.ink,
    )
