"""Make data/report/echarts.min.js: the parts of Apache ECharts that `kbuild report` draws with.

    python scripts/make_echarts.py        # needs npm, and the network for it

Source: npm packages echarts (Apache-2.0, its LICENSE and NOTICE are kept beside the file) with zrender (BSD-3-Clause)
and tslib (0BSD), put together by esbuild. Their notices stand at the end of the file.

china.json, the outlines of the provinces, is map/json/china.json of the package echarts 4.9.0, the last that held it,
released by the Apache Software Foundation under Apache-2.0 (map/js/china.js of the same package says so of the same
shapes). They are generalised, for shading a map of figures and for nothing that depends on where a border runs.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

ECHARTS, ECHARTS_WITH_MAPS, ESBUILD = "6.1.0", "4.9.0", "0.25.12"
OUT = Path(__file__).parent.parent / "data" / "report"
ENTRY = """
import { init, registerMap, use } from "echarts/core";
import { BarChart, GraphChart, LineChart, MapChart } from "echarts/charts";
import { GeoComponent, GridComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
use([BarChart, GraphChart, LineChart, MapChart, GeoComponent, GridComponent, TooltipComponent,
     LabelLayout, SVGRenderer]);
export { init, registerMap };
"""
BANNER = (
    f"/*! A part of Apache ECharts {ECHARTS}, Copyright 2017-2026 The Apache Software Foundation. Licensed under the "
    "Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0 */"
)
BUILD = ("--bundle", "--minify", "--format=iife", "--global-name=echarts", "--legal-comments=eof", "--charset=utf8")


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        Path(work, "package.json").write_text("{}")
        Path(work, "entry.mjs").write_text(ENTRY)
        subprocess.run(["npm", "install", f"echarts@{ECHARTS}", f"esbuild@{ESBUILD}"], cwd=work, check=True)
        esbuild = Path(work, "node_modules", ".bin", "esbuild")
        subprocess.run(
            [esbuild, "entry.mjs", *BUILD, f"--banner:js={BANNER}", f"--outfile={OUT / 'echarts.min.js'}"],
            cwd=work,
            check=True,
        )
        subprocess.run(["npm", "install", f"old@npm:echarts@{ECHARTS_WITH_MAPS}"], cwd=work, check=True)
        shutil.copy(Path(work, "node_modules", "old", "map", "json", "china.json"), OUT / "china.json")
        for name in ("LICENSE", "NOTICE"):
            shutil.copy(Path(work, "node_modules", "echarts", name), OUT / f"echarts.{name}")
        shutil.copy(Path(work, "node_modules", "zrender", "LICENSE"), OUT / "zrender.LICENSE")


if __name__ == "__main__":
    main()
