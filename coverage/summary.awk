# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# A table of an lcov .info file: lines and functions reached, by folder.

function row(name, lines, hit, functions, reached)
{
	return sprintf("%-24s %7d of %7d lines %5.1f %% %6d of %6d functions %5.1f %%", name,
		hit, lines, lines ? 100 * hit / lines : 0, reached, functions,
		functions ? 100 * reached / functions : 0)
}

/^SF:/ {
	folder = substr($0, 4)
	sub(/\/[^\/]*$/, "", folder)
	sub(/.*\/src\/[^\/]*\//, "", folder)
}
/^LF:/ { lines[folder] += substr($0, 4) }
/^LH:/ { hit[folder] += substr($0, 4) }
/^FNF:/ { functions[folder] += substr($0, 5) }
/^FNH:/ { reached[folder] += substr($0, 5) }

END {
	for (f in lines) {
		print row(f, lines[f], hit[f], functions[f], reached[f]) | "sort"
		all_lines += lines[f]; all_hit += hit[f]
		all_functions += functions[f]; all_reached += reached[f]
	}
	close("sort")
	print row("all", all_lines, all_hit, all_functions, all_reached)
}
