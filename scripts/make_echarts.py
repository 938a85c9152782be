"""Make data/report/echarts.min.js: the parts of Apache ECharts that `kbuild report` draws with.

    python scripts/make_echarts.py        # needs npm, and the network for it

Source: npm packages echarts (Apache-2.0, its LICENSE and NOTICE are kept beside the file) with zrender (BSD-3-Clause)
and tslib (0BSD), put together by esbuild. Their notices stand at the end of the file.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

ECHARTS, ESBUILD = "6.1.0", "0.25.12"
OUT = Path(__file__).parent.parent / "data" / "report"
ENTRY = """
import { init, registerMap, use } from "echarts/core";
import { BarChart, GraphChart, LineChart, MapChart } from "echarts/charts";
import { GeoComponent, GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
use([BarChart, GraphChart, LineChart, MapChart, GeoComponent, GridComponent, TooltipComponent, VisualMapComponent,
     LabelLayout, SVGRenderer]);
export { init, registerMap };
"""
BUILD = ("--bundle", "--minify", "--format=iife", "--global-name=echarts", "--legal-comments=eof", "--charset=utf8")


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        Path(work, "package.json").write_text("{}")
        Path(work, "entry.mjs").write_text(ENTRY)
        subprocess.run(["npm", "install", f"echarts@{ECHARTS}", f"esbuild@{ESBUILD}"], cwd=work, check=True)
        esbuild = Path(work, "node_modules", ".bin", "esbuild")
        subprocess.run([esbuild, "entry.mjs", *BUILD, f"--outfile={OUT / 'echarts.min.js'}"], cwd=work, check=True)
        for name in ("LICENSE", "NOTICE"):
            shutil.copy(Path(work, "node_modules", "echarts", name), OUT / f"echarts.{name}")


if __name__ == "__main__":
    main()
