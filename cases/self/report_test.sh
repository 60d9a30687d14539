#!/usr/bin/env atf-sh
# SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#
# The page of all results: whole, linked, and without what it has no business to show.

build()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# made: a report of a few results, into report/.
made()
{
	mkdir results
	TELLTALE=xyzzy kyua -c none --logfile log -v parallelism=1 \
	    -v test_suites.rumpus.kernel=linux -v test_suites.rumpus.variant=plain \
	    test -k "$(build)/../Kyuafile" --build-root "$(build)" \
	    -r "$PWD/results/linux-plain.db" \
	    cases/fs/iso9660_test >log 2>&1 || :
	RESULTS=$PWD/results REPORT=$PWD/report
	export RESULTS REPORT
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
	made
	atf_check -o match:'[0-9] passed' grep 'linux-plain' report/index.html
	atf_check -o match:testcase grep -m 1 '<testcase' report/linux-plain.xml
	# It was there to be left out.
	atf_check -o inline:'xyzzy\n' sqlite3 results/linux-plain.db \
	    "SELECT var_value FROM env_vars WHERE var_name = 'TELLTALE'"
	atf_check -s exit:1 grep -rl xyzzy report
	atf_check -s exit:1 grep -rl 'env\.PATH' report
}

atf_test_case browser
browser_head()
{
	atf_set descr "a browser shows the page, on a small screen, and has nothing to say"
	atf_set require.progs chromium
	atf_set timeout 300
}
browser_body()
{
	made
	atf_check -o save:dom -e save:said chromium --headless --no-sandbox --disable-gpu \
	    --user-data-dir="$PWD/profile" --enable-logging=stderr --window-size=360,640 \
	    --virtual-time-budget=5000 --dump-dom "file://$PWD/report/index.html"
	atf_check -o match:'<h2>Cases</h2>' cat dom
	atf_check -s exit:1 grep 'CONSOLE' said
}

atf_test_case nothing
nothing_head()
{
	atf_set descr "what was not run is named as such"
}
nothing_body()
{
	mkdir results
	RESULTS=$PWD/results REPORT=$PWD/report
	export RESULTS REPORT
	cd "$(build)/.." || atf_fail "no tree"
	atf_check -o ignore ci/report
	atf_check -o match:'Not run: make check' cat "$REPORT/index.html"
}

atf_init_test_cases()
{
	for name in links private browser nothing; do
		atf_add_test_case $name
	done
}
