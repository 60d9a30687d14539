# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The rules that are about lines: kind=c for C, kind=other for the rest.

function breach(line, rule, text)
{
	print file ":" line ": " rule ": " text
}

# The columns that a line takes, tabs 8 wide.
function width(text, i, n)
{
	n = 0
	for (i = 1; i <= length(text); i++)
		n = substr(text, i, 1) == "\t" ? n + 8 - n % 8 : n + 1
	return n
}

function end_of_file()
{
	if (last > 500)
		breach(last, "size", last " lines, of 500 at most")
	if (blank)
		breach(last, "blanks", "an empty line at the end")
}

FNR == 1 {
	if (last)
		end_of_file()
	file = FILENAME
	start = 0
	local = 0
}

{
	last = FNR
	blank = $0 == ""
}

/[ \t]$/ { breach(FNR, "blanks", "blanks at the end of the line") }

/\t/ || length($0) > 100 {
	if (width($0) > 100)
		breach(FNR, "width", width($0) " columns, of 100 at most")
}

kind != "c" { next }

# <...> first, then "...": a header must not lean on what ours happen to pull in.
/^#[ \t]*include "/ { local = FNR }
/^#[ \t]*include </ && local && FNR == local + 1 {
	breach(FNR, "includes", "<...> after \"...\"")
}

/^{/ { start = FNR }
/^}/ && start {
	if (FNR - start - 1 > 70)
		breach(start, "size", "a function of " FNR - start - 1 " lines, of 70 at most")
	start = 0
}

END { end_of_file() }
