"""`python -m benchmarks.figures`: our figures beside a bare one of the same lines, as ratios."""

import io
import statistics
import time
from collections.abc import Callable

import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

import geodata
from geodata import Dataset, Selection
from viewer import RenderContext
from viewer.figures import FigureOptions
from viewer.figures.figure import render_figure

ROUNDS = 5
OPTIONS = FigureOptions(dpi=300)


def bare(dataset: Dataset) -> bytes:
    """Draw all lines at 300 dpi on A4, with nothing else."""
    figure = Figure(figsize=(10.9, 7.48), dpi=300)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    lines = shapely.get_parts(dataset.frame.geometry.to_numpy())
    axes.add_collection(LineCollection([shapely.get_coordinates(line) for line in lines], linewidths=0.5))
    axes.autoscale()
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=300)
    return out.getvalue()


def seconds(work: Callable[[], bytes]) -> float:
    """Return the median time of several rounds after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Print the seconds of each figure, and how many times those of the bare one they are."""
    dataset, context = geodata.load(), RenderContext()
    floor = seconds(lambda: bare(dataset))
    print(f"{len(dataset):,} partnerships at 300 dpi; a bare figure of the same lines: {floor:.2f} s")
    for form in ("png", "svg", "pdf"):
        for name, selection in (("all", Selection()), ("Brazil", Selection(country=("BR",)))):
            taken = seconds(lambda: render_figure(dataset, selection, context, form, OPTIONS))  # noqa: B023
            print(f"  {form} {name:7} {taken:5.2f} s  {taken / floor:5.2f} x bare")


if __name__ == "__main__":
    main()
