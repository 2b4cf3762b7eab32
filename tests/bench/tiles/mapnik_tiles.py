"""Draws a folder of tiles with Mapnik, in metatiles of 8 x 8 with a buffer, by processes.

usage: mapnik_tiles.py MAP.xml W,S,E,N FIRST-LAST PROCESSES FOLDER
prints tiles, seconds, seconds of processor time, and KiB of peak memory of all processes
"""
import math
import multiprocessing
import os
import resource
import sys
import time

import mapnik

META, TILE_PX, BUFFER_PX = 8, 256, 128
HALF_WORLD_M = 20037508.342789244
FONTS = "/usr/share/fonts/opentype/noto"


def tile_of(lon, lat, z):
    north = math.asinh(math.tan(math.radians(lat)))
    return (lon / 360 + .5) * 2 ** z, (.5 - north / (2 * math.pi)) * 2 ** z


def batches(box, first, last):
    west, south, east, north = box
    for z in range(first, last + 1):
        (x0, y0), (x1, y1) = tile_of(west, north, z), tile_of(east, south, z)
        x0, y0, x1, y1 = int(x0), int(y0), math.ceil(x1) - 1, math.ceil(y1) - 1
        for top in range(y0 // META * META, y1 + 1, META):
            for left in range(x0 // META * META, x1 + 1, META):
                yield z, left, top, (x0, y0, x1, y1)


def draw(job):
    share, style, work, folder = job
    mapnik.FontEngine.register_fonts(FONTS, True)
    side = META * TILE_PX
    sheet = mapnik.Map(side, side)
    mapnik.load_map(sheet, style)
    sheet.buffer_size = BUFFER_PX
    tiles = 0
    for z, left, top, (x0, y0, x1, y1) in work[share[0]::share[1]]:
        metres = 2 * HALF_WORLD_M / 2 ** z
        sheet.zoom_to_box(mapnik.Box2d(
            left * metres - HALF_WORLD_M, HALF_WORLD_M - (top + META) * metres,
            (left + META) * metres - HALF_WORLD_M, HALF_WORLD_M - top * metres))
        image = mapnik.Image(side, side)
        mapnik.render(sheet, image)
        for x in range(max(left, x0), min(left + META - 1, x1) + 1):
            os.makedirs(f"{folder}/{z}/{x}", exist_ok=True)
            for y in range(max(top, y0), min(top + META - 1, y1) + 1):
                view = image.view((x - left) * TILE_PX, (y - top) * TILE_PX, TILE_PX, TILE_PX)
                png = view.tostring("png32")
                with open(f"{folder}/{z}/{x}/{y}.png", "wb") as file:
                    file.write(png)
                tiles += 1
    used = resource.getrusage(resource.RUSAGE_SELF)
    return tiles, used.ru_utime + used.ru_stime, used.ru_maxrss


style, box, zooms, processes, folder = sys.argv[1:]
work = list(batches([float(side) for side in box.split(",")], *map(int, zooms.split("-"))))
count = int(processes)
jobs = [((i, count), style, work, folder) for i in range(count)]
start = time.perf_counter()
if count == 1:
    parts = [draw(jobs[0])]
else:
    with multiprocessing.Pool(count) as pool:
        parts = pool.map(draw, jobs, 1)
seconds = time.perf_counter() - start
tiles, cpu, kib = (sum(part[i] for part in parts) for i in range(3))
print(f"{tiles} {seconds:.2f} {cpu:.2f} {kib}")
