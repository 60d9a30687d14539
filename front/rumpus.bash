# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# Completion of the command rumpus for bash: source this file.  What can follow is
# asked of the command itself.

_rumpus()
{
	local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]:-} all=
	COMPREPLY=()
	if [ "$COMP_CWORD" = 1 ]; then
		all=$("${COMP_WORDS[0]}" --help 2>/dev/null | sed -n 's/^  \([a-z]*\) .* .*/\1/p' |
			grep -vx rumpus)
	elif [[ $word = -* ]]; then
		all=$("${COMP_WORDS[0]}" "$command" --help 2>/dev/null |
			grep -o -e '--[a-z][a-z-]*')
	else
		case $command in
		list) all='components cases' ;;
		cover) all='why least only gate raise diff' ;;
		fuzz) all=$("${COMP_WORDS[0]}" list 2>/dev/null |
			awk '$3 == "yes" { print $1 }') ;;
		shell)
			[ "$COMP_CWORD" != 2 ] ||
				all=$("${COMP_WORDS[0]}" list 2>/dev/null | awk 'NR > 1 { print $1 }')
			;;
		esac
	fi
	if [ -n "$all" ]; then
		mapfile -t COMPREPLY < <(compgen -W "$all" -- "$word")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
	fi
}
complete -F _rumpus rumpus
