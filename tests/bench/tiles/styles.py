"""One table of a street map as a MapLibre style for onemap and as an XML map for Mapnik.

usage: styles.py FOLDER   (FOLDER/shapes/*.shp are what the XML reads)
writes FOLDER/onemap.json and FOLDER/mapnik.xml
"""
import json
import sys

FIRST, LAST = 10, 16  # XYZ zooms; MapLibre counts one less
FONT = "Noto Sans CJK SC Regular"
GROUND, PARK, WATER, BORDER = "#f5f3ee", "#d2ebc0", "#aad3df", "#b0a0b0"
STATION, NAME, HALO = "#d0021b", "#333333", "#ffffff"
ROADS = [  # class, fill, casing, width in px at z10, z11 … z16
    ("service", "#ffffff", "#cccccc", [0, 0, 0, 0, 1, 2, 3.2]),
    ("residential", "#ffffff", "#bbbbbb", [0, 0, .5, 1, 2, 3.6, 5.5]),
    ("primary", "#fcd6a4", "#a06b00", [1.2, 1.6, 2.2, 3, 4.5, 6.5, 9]),
    ("motorway_link", "#e892a2", "#dc2a67", [.8, 1, 1.4, 2, 3, 4.5, 6.5]),
    ("motorway", "#e892a2", "#dc2a67", [1.5, 2, 2.5, 3.5, 5, 7, 10]),
]
CASING = 1.2  # px on both sides together
NAMES_FROM, STATIONS_FROM, STATION_NAMES_FROM = 15, 12, 14


def by_zoom(values):
    pairs = [part for z, value in enumerate(values, FIRST) for part in (z - 1, value)]
    return ["interpolate", ["linear"], ["zoom"], *pairs]


def first_zoom(widths):
    return FIRST + next(i for i, width in enumerate(widths) if width > 0)


def maplibre():
    def layer(id, kind, table, paint, **more):
        return {"id": id, "type": kind, "source": "store", "source-layer": table,
                "paint": paint, **more}

    def road(id, name, widths, colour, extra):
        return layer(id, "line", "road",
                     {"line-color": colour, "line-width": by_zoom([w + extra for w in widths])},
                     minzoom=first_zoom(widths) - 1, filter=["==", ["get", "class"], name],
                     layout={"line-cap": "round", "line-join": "round"})

    name_paint = {"text-color": NAME, "text-halo-color": HALO, "text-halo-width": 1}
    layers = [{"id": "ground", "type": "background", "paint": {"background-color": GROUND}},
              layer("landuse", "fill", "landuse", {"fill-color": PARK}),
              layer("water", "fill", "water", {"fill-color": WATER})]
    layers += [road(f"{n}-casing", n, w, casing, CASING) for n, _, casing, w in ROADS]
    layers += [road(n, n, w, fill, 0) for n, fill, _, w in ROADS]
    layers += [
        layer("district", "line", "district", {"line-color": BORDER, "line-width": 1.5}),
        layer("road-name", "symbol", "road", name_paint, minzoom=NAMES_FROM - 1,
              layout={"text-field": ["get", "name"], "text-size": 11, "symbol-placement": "line"}),
        layer("station", "circle", "fire_station",
              {"circle-color": STATION, "circle-radius": 5, "circle-stroke-color": HALO,
               "circle-stroke-width": 1}, minzoom=STATIONS_FROM - 1),
        layer("station-name", "symbol", "fire_station", name_paint, minzoom=STATION_NAMES_FROM - 1,
              layout={"text-field": ["get", "name"], "text-size": 12, "text-offset": [0, 1.2]}),
    ]
    return {"version": 8, "name": "Streets", "sources":
            {"store": {"type": "vector", "url": "onemap://store"}}, "layers": layers}


def mapnik(folder):
    def scale(z):
        return 559082264.028 / 2 ** z

    def zooms(first, last=None):
        words = f"<MaxScaleDenominator>{scale(first) * 1.4:.0f}</MaxScaleDenominator>"
        if last:
            words += f"<MinScaleDenominator>{scale(last) / 1.4:.0f}</MinScaleDenominator>"
        return words

    styles, layers = [], []

    def add(name, table, rules):
        styles.append(f'<Style name="{name}">{"".join(rules)}</Style>')
        layers.append(
            f'<Layer name="{name}" srs="epsg:3857"><StyleName>{name}</StyleName><Datasource>'
            f'<Parameter name="type">shape</Parameter><Parameter name="encoding">utf-8</Parameter>'
            f'<Parameter name="file">{folder}/shapes/{table}.shp</Parameter></Datasource></Layer>')

    def rule(symbolizer, first=FIRST, last=None, where=""):
        return f"<Rule>{where}{zooms(first, last)}{symbolizer}</Rule>"

    def line(colour, width):
        return (f'<LineSymbolizer stroke="{colour}" stroke-width="{width}" stroke-linecap="round"'
                ' stroke-linejoin="round"/>')

    def roads(name, widths, colour, extra):
        where = f"<Filter>[class] = '{name}'</Filter>"
        add(f"{name}{extra}", "road", [rule(line(colour, width + extra), z, z, where)
                                       for z, width in enumerate(widths, FIRST) if width > 0])

    def text(column, size, more):
        return (f'<TextSymbolizer face-name="{FONT}" size="{size}" fill="{NAME}"'
                f' halo-fill="{HALO}" halo-radius="1" {more}>[{column}]</TextSymbolizer>')

    add("landuse", "landuse", [rule(f'<PolygonSymbolizer fill="{PARK}"/>')])
    add("water", "water", [rule(f'<PolygonSymbolizer fill="{WATER}"/>')])
    for name, _, casing, widths in ROADS:
        roads(name, widths, casing, CASING)
    for name, fill, _, widths in ROADS:
        roads(name, widths, fill, 0)
    add("district", "district", [rule(line(BORDER, 1.5))])
    add("road-name", "road",
        [rule(text("name", 11, 'placement="line" spacing="250"'), NAMES_FROM)])
    add("station", "fire_station", [rule(
        f'<MarkersSymbolizer fill="{STATION}" width="10" height="10" stroke="{HALO}"'
        ' stroke-width="1" allow-overlap="true"/>', STATIONS_FROM)])
    add("station-name", "fire_station", [rule(text("name", 12, 'dy="14"'), STATION_NAMES_FROM)])
    return (f'<Map srs="epsg:3857" background-color="{GROUND}">{"".join(styles)}'
            f'{"".join(layers)}</Map>')


folder = sys.argv[1]
with open(f"{folder}/onemap.json", "w", encoding="utf-8") as file:
    json.dump(maplibre(), file, indent=1)
with open(f"{folder}/mapnik.xml", "w", encoding="utf-8") as file:
    file.write(mapnik(folder))
