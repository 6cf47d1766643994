"""Partnerships in a marimo notebook: `marimo edit` it, or run it as a script."""

import marimo

app = marimo.App(app_title="Partnerships / 姉妹都市")


@app.cell
def _():
    from pathlib import Path

    import marimo as mo

    import geodata
    import viewer
    from geodata.writers import FORMATS, Export
    from viewer.figures import FigureOptions
    from viewer.figures.figure import render_figure

    everything = geodata.load()
    return Export, FORMATS, FigureOptions, Path, everything, geodata, mo, render_figure, viewer


@app.cell
def _(mo):
    country = mo.ui.dropdown(
        {"Brazil / ブラジル": "BR", "Germany / ドイツ": "DE", "Peru / ペルー": "PE"}, "Brazil / ブラジル"
    )
    year = mo.ui.slider(1955, 2026, value=2026, label="In force in / この年に有効")
    mo.hstack([country, year])
    return country, year


@app.cell
def _(country, everything, geodata, viewer, year):
    selection = geodata.Selection.of({"country": country.value, "year": year.value})
    dataset = everything.select(selection)
    viewer.make_map(dataset, lang="ja", height=500)
    return dataset, selection


@app.cell
def _(dataset, mo):
    mo.ui.table(dataset.frame[["municipality_ja", "partner_ja", "country_name_ja", "signed", "status"]])
    return


@app.cell
def _(Export, FORMATS, FigureOptions, Path, everything, render_figure, selection, viewer):
    FORMATS["geojson"].write(Export.of(everything, selection), Path("selection.geojson"))
    figure = render_figure(everything, selection, viewer.RenderContext(lang="ja"), "svg", FigureOptions())
    Path("selection.svg").write_bytes(figure)
    return


if __name__ == "__main__":
    app.run()
