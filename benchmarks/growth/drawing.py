"""What was measured as a plot, logarithmic both ways: what grows in step with the data has slope 1."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullLocator

from benchmarks.growth.measuring import QUESTIONS, Measured

_COLOURS: Final = dict(zip(QUESTIONS, ("#0072b2", "#d55e00", "#00795c"), strict=True))
_ALONE: Final = "#333333"
_STYLES: Final = {"memory": ("-", "o"), "PostGIS": ("--", "s")}
_SIZE: Final = (8.0, 6.6)


def draw(measured: Sequence[Measured], path: Path) -> None:
    """Write the plot; the same numbers give the same bytes."""
    with mpl.rc_context({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasSVG(figure)
        (memory, start), (speed, times) = figure.subplots(2, 2)
        _panel(memory, "Memory after the start, MB", measured, lambda one: one.megabytes)
        _panel(start, "Start to the first answer, s", measured, lambda one: one.seconds_to_start)
        for name, colour in _COLOURS.items():
            _lines(speed, measured, lambda one, name=name: one.loads[name].per_second, colour)  # type: ignore[misc]
            _lines(times, measured, lambda one, name=name: one.loads[name].median_ms, colour)  # type: ignore[misc]
        _dress(speed, "Answers a second")
        _dress(times, "Median, ms")
        _refer(speed, -1)
        for axes in (memory, start, times):
            _refer(axes, 1)
        _explain(figure)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _panel(axes: Axes, title: str, measured: Sequence[Measured], value: Callable[[Measured], float]) -> None:
    _lines(axes, measured, value, _ALONE)
    _dress(axes, title)


def _lines(axes: Axes, measured: Sequence[Measured], value: Callable[[Measured], float], colour: str) -> None:
    for where, (line, marker) in _STYLES.items():
        those = [one for one in measured if one.where == where]
        axes.plot(
            [one.ties for one in those], [value(one) for one in those],
            color=colour, linestyle=line, marker=marker, markersize=4, linewidth=1.4,
        )  # fmt: skip


def _dress(axes: Axes, title: str) -> None:
    axes.set(xscale="log", yscale="log", xlabel="ties")
    axes.set_title(title, loc="left", fontsize=10)
    axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
        axis.set_minor_locator(NullLocator())


def _refer(axes: Axes, slope: int) -> None:
    """Draw what ten times the data make of it, were it in step: ten times as much, or a tenth."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    begin = bottom if slope > 0 else top
    axes.plot(
        [left, right], [begin, begin * (right / left) ** slope],
        color="#999999", linestyle=":", linewidth=1.2, zorder=0,
    )  # fmt: skip
    axes.set(xlim=(left, right), ylim=(bottom, top))


def _explain(figure: Figure) -> None:
    handles = [
        *(Line2D([], [], color=colour, label=name) for name, colour in _COLOURS.items()),
        Line2D([], [], color=_ALONE, linestyle="-", marker="o", markersize=4, label="ties in memory"),
        Line2D([], [], color=_ALONE, linestyle="--", marker="s", markersize=4, label="ties in PostGIS"),
        Line2D([], [], color="#999999", linestyle=":", label="in step with the data"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)
