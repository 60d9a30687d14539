# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# gnuplot -c curve.gp NAME LINES [EXECUTIONS MINUTES]: <name>.tsv of coverage/curves as
# <name>.svg: edges, and lines where so many rows have them, by executions and by
# minutes; the plateau begins at these.
data = ARG1.".tsv"
set terminal svg size 640,520 dynamic background "white" font "sans-serif,12"
set output ARG1.".svg"
set datafile separator "\t"
set datafile missing "-"
with_lines = ARG2 > 0
set key bottom right
set grid xtics ytics
set ylabel "edges of the kernel"
set yrange [0:*]
if (with_lines) {
	set ytics nomirror
	set y2tics
	set y2label "lines of the driver"
	set y2range [0:*]
}
set multiplot layout 2,1

do for [panel = 1:2] {
	unset arrow
	unset label
	if (ARGC > 2) {
		at = real(panel == 1 ? ARG3 : ARG4)
		set arrow from first at, graph 0 to first at, graph 1 nohead dashtype 2
		set label "plateau" at first at, graph 0.5 offset 0.5, 0
	}
	set xlabel panel == 1 ? "executions" : "minutes"
	column_x = panel == 1 ? 2 : 1
	if (with_lines) {
		plot data using column_x:3 with linespoints pointsize 0.3 title "edges", \
		    data using column_x:4 axes x1y2 with linespoints pointsize 0.3 title "lines"
	} else {
		plot data using column_x:3 with linespoints pointsize 0.3 title "edges"
	}
}
unset multiplot
