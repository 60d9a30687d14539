#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The page of all results: whole, linked, and without what it has no business to show.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# ran NAME=VALUE...: results of a few cases, into results/.
ran()
{
	mkdir results
	env "$@" kyua -c none --logfile log -v parallelism=1 \
	    -v test_suites.rumpus.kernel=linux -v test_suites.rumpus.variant=plain \
	    test -k "$(build)/../Kyuafile" --build-root "$(build)" \
	    -r "$PWD/results/linux-plain.db" \
	    cases/fs/iso9660_test >log 2>&1 || :
}

# made: a report of what there is, into report/.
made()
{
	RESULTS=$PWD/results REPORT=$PWD/report COVERAGE=$PWD/coverage RUMPUS_CORPUS=$PWD/corpora
	export RESULTS REPORT COVERAGE RUMPUS_CORPUS
	cd "$(build)/.." || atf_fail "no tree"
	atf_check -o match:'^report: .*/report/index.html' ci/report
	cd "$HOME" || atf_fail "no work folder"
}

# Pages that the report has of its own; genhtml's and kyua's are linked from them.
atf_test_case links
links_head()
{
	atf_set descr "each link leads to what is there; each page has something on it"
	atf_set timeout 300
}
links_body()
{
	ran
	made
	atf_check -o match:'^[1-9][0-9]* pages' python3 - report <<'END'
import html.parser, os, sys
class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.names, self.text, self.path = [], set(), "", path
        self.feed(open(path, encoding="latin-1").read())
    def handle_starttag(self, tag, attrs):
        for key, value in attrs:
            if key in ("href", "src") and value and "://" not in value:
                self.links.append(value)
            if key in ("id", "name"):
                self.names.add(value)
    def handle_data(self, data):
        self.text += data.strip()
pages = {}
for folder, _, files in os.walk(sys.argv[1]):
    for name in files:
        if name.endswith(".html"):
            path = os.path.join(folder, name)
            pages[os.path.normpath(path)] = Page(path)
bad = 0
for path, page in pages.items():
    if not page.text:
        bad += 1
        print("empty:", path)
    for link in page.links:
        file, _, name = link.partition("#")
        to = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
        if not os.path.exists(to) or (name and to in pages and name not in pages[to].names):
            bad += 1
            print("broken:", path, link)
print(len(pages), "pages")
sys.exit(bad > 0)
END
}

atf_test_case private
private_head()
{
	atf_set descr "nothing of the environment of who ran the cases is in it"
}
private_body()
{
	ran TELLTALE=xyzzy
	made
	atf_check -o match:'[0-9] passed' grep 'linux-plain' report/index.html
	atf_check -o match:testcase grep -m 1 '<testcase' report/linux-plain.xml
	# It was there to be left out.
	atf_check -o inline:'xyzzy\n' sqlite3 results/linux-plain.db \
	    "SELECT var_value FROM env_vars WHERE var_name = 'TELLTALE'"
	atf_check -s exit:1 grep -rl xyzzy report
	atf_check -s exit:1 grep -rl 'env\.PATH' report
}

# everything: cases, a minute's worth of fuzzing in two seconds, and what both reach.
everything()
{
	ran
	RUMPUS_CORPUS=$PWD/corpora "$(build)/../fuzz/one" iso9660 2 libfuzzer 1 >fuzzed 2>&1 ||
	    atf_fail "$(cat fuzzed)"
	(cd "$(build)/.." && COVERAGE=$HOME/coverage COMPONENTS=iso9660 JOBS=1 \
	    CASES=cases/fs/iso9660_test CORPUS=$HOME/corpora coverage/collect) >covered 2>&1 ||
	    atf_fail "$(cat covered)"
	made
}

# rendered: what a browser has to say of each page of report/.
rendered()
{
	{
		echo 'const files = ['
		(cd report && find . -type f) | sed 's|^\./\(.*\)|"\1",|'
		echo ']; const pages = files.filter(file => file.endsWith(".html"));'
	} >pages.js
	cp "$(build)/../cases/self/render.html" .
	chromium --headless --no-sandbox --disable-gpu --allow-file-access-from-files \
	    --user-data-dir="$PWD/profile" --enable-logging=stderr --window-size=360,640 \
	    --virtual-time-budget=600000 --dump-dom "file://$PWD/render.html" \
	    >dom 2>browser.log || atf_fail "$(tail -3 browser.log)"
	grep CONSOLE browser.log
	sed -n 's/.*<pre id="said">//; /^\(empty\|no \|broken\|too \|[0-9]\)/p' dom | sort -u
}

atf_test_case browser
browser_head()
{
	atf_set descr "a browser shows every page, on a small screen, and has nothing to say"
	atf_set require.progs chromium
	atf_set timeout 300
}
browser_body()
{
	everything
	rendered >said
	cat said
	[ "$(wc -l <said)" = 1 ] || atf_fail "something is wrong with pages"
	atf_check -o match:'^[1-9][0-9]* pages, [1-9][0-9]* links$' cat said
	atf_check -o match:'class="wide"' cat report/index.html
	atf_check -o match:'curves/iso9660.svg' cat report/index.html
	# It would see each of these.
	: >report/coverage/fs/isofs/dir.c.gcov.html
	rm report/linux-plain.xml
	echo '<svg' >report/curves/iso9660.svg
	sed -i 's|</body>|<script>nothing.at.all</script><h1>'"$(yes x | head -c 200 |
	    tr -d '\n')"'</h1>&|' report/index.html
	rendered >said
	cat said
	for what in '^empty: coverage/fs/isofs/dir.c.gcov.html' '^broken: .*linux-plain.xml' \
	    '^no picture: .*iso9660.svg' '^too wide: index.html' 'nothing is not defined'; do
		atf_check -o match:"$what" cat said
	done
}

atf_test_case plateau
plateau_head()
{
	atf_set descr "a plateau is named where it begins, and only where there is one"
}
plateau_body()
{
	RUMPUS_CORPUS=$PWD/corpora
	export RUMPUS_CORPUS COVERAGE="$PWD/coverage"
	mkdir -p corpora/ext4 corpora/vfat
	cat >corpora/ext4/history <<'END'
1700000000 60 1000 500 3
1700000060 120 2000 995 4
1700000120 180 3000 996 4
1700000180 240 4000 1000 5
END
	printf '1700000000 60 1000 500 3\n1700000060 120 1999 900 4\n' >corpora/vfat/history
	cd "$(build)/.." || atf_fail "no tree"
	atf_check coverage/curves "$HOME/out" ext4 vfat iso9660
	atf_check -o inline:'target	minutes	executions	edges	lines	plateau
ext4	4.00	4000	1000	-	from 2000 executions (2.00 min) on
vfat	2.00	1999	900	-	still rising
' cat "$HOME/out/table"
	atf_check -o match:'>plateau<' cat "$HOME/out/ext4.svg"
	atf_check -s exit:1 -o ignore grep '>plateau<' "$HOME/out/vfat.svg"
	atf_check -s exit:1 coverage/curves "$HOME/none" iso9660
	[ ! -e "$HOME/none/table" ] || atf_fail "an empty table"
}

atf_test_case nothing
nothing_head()
{
	atf_set descr "what was not run is named as such"
}
nothing_body()
{
	made
	atf_check -o match:'Not run: make check' cat report/index.html
	atf_check -o match:'Not run: make coverage' cat report/index.html
	atf_check -o match:'No target was fuzzed' cat report/index.html
}

atf_init_test_cases()
{
	for name in links private browser plateau nothing; do
		atf_add_test_case $name
	done
}
