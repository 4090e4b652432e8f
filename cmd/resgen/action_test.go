package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/tooltest"
)

// An action is action.yml as GitHub's runner takes it.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct{ Steps []actionStep }
}

type actionStep struct {
	Name, ID, If, Uses, Run, Shell string
	With, Env                      map[string]string
}

func readAction(t *testing.T) *action {
	t.Helper()
	b, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(b, &a); err != nil {
		t.Fatal(err)
	}
	return &a
}

// expression is what GitHub replaces before a shell sees it.
var expression = regexp.MustCompile(`\$\{\{(.*?)\}\}`)

// TestActionForm: no value of a workflow or a pull request becomes part of a script, each step names its shell, other actions
// are named by a version, what is referred to is declared, and each script is there and used.
func TestActionForm(t *testing.T) {
	a := readAction(t)
	ids, used := map[string]bool{}, map[string]bool{}
	refer := func(where, text string) {
		for _, m := range expression.FindAllStringSubmatch(text, -1) {
			text += " " + m[1]
		}
		for _, m := range regexp.MustCompile(`inputs\.([a-z-]+)`).FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
			if _, ok := a.Inputs[m[1]]; !ok {
				t.Errorf("%s: there is no input %s", where, m[1])
			}
		}
		for _, m := range regexp.MustCompile(`steps\.([a-z-]+)`).FindAllStringSubmatch(text, -1) {
			if !ids[m[1]] {
				t.Errorf("%s: there is no step %s before it", where, m[1])
			}
		}
	}
	scripts := map[string]bool{}
	for _, s := range a.Runs.Steps {
		if (s.Run == "") == (s.Uses == "") || s.Run != "" && s.Shell != "bash" {
			t.Errorf("%s: it must have either uses, or run and shell: bash", s.Name)
		}
		if s.Run != "" && (expression.MatchString(s.Run) || strings.Count(s.Run, "\n") > 1) {
			t.Errorf("%s: run must be a line without ${{ }}; values go into env", s.Name)
		}
		if s.Uses != "" && !regexp.MustCompile(`^actions/[a-z-]+@v[0-9]+$`).MatchString(s.Uses) {
			t.Errorf("%s: uses %s is no version of GitHub's own actions", s.Name, s.Uses)
		}
		if m := regexp.MustCompile(`/\.github/action/([a-z]+\.sh)"`).FindStringSubmatch(s.Run); m != nil {
			scripts[m[1]] = true
			for name := range s.Env {
				b, err := os.ReadFile("../../.github/action/" + m[1])
				if err != nil {
					t.Fatal(err)
				}
				if name != "ACTION_PATH" && name != "GH_TOKEN" && !regexp.MustCompile(`\$\{?`+name+`\b`).Match(b) {
					t.Errorf("%s: %s does not use %s", s.Name, m[1], name)
				}
			}
		}
		refer(s.Name, s.If)
		for _, v := range s.Env {
			refer(s.Name, v)
		}
		for _, v := range s.With {
			refer(s.Name, v)
		}
		ids[s.ID] = true
	}
	for name, o := range a.Outputs {
		refer("output "+name, o.Value)
	}
	for name := range a.Inputs {
		if !used[name] {
			t.Errorf("nothing uses the input %s", name)
		}
	}
	there, err := filepath.Glob("../../.github/action/*.sh")
	if err != nil || len(there) != len(scripts) {
		t.Errorf("%d scripts, %v; %d are used", len(there), err, len(scripts))
	}
}

// TestActionShellcheck: the scripts are clean.
func TestActionShellcheck(t *testing.T) {
	scripts, _ := filepath.Glob("../../.github/action/*.sh")
	shellcheck := tooltest.Need(t, "shellcheck")
	if out, err := exec.Command(shellcheck, scripts...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// fakeGH writes down what it is asked for, in calls, and the newest body. GH_ANSWER is what it says no with, GH_EXISTING the comment that there is.
const fakeGH = `#!/usr/bin/env bash
printf '%s\n' "$*" >>"$GH_DIR/calls"
for arg; do case "$arg" in body=@*) cp "${arg#body=@}" "$GH_DIR/body" ;; esac; done
case "$*" in
*"api user"*) exit 1 ;;
*releases*) exit 1 ;;
esac
if [ -n "$GH_ANSWER" ]; then echo "$GH_ANSWER" >&2; exit 1; fi
case "$*" in
*"--method"*) echo https://github.example/comment ;;
*comments*) printf '%s' "$GH_EXISTING" ;;
esac
`

// A runner runs an action as GitHub does: it makes values of expressions, gives each step its environment and files, and stops at the
// first that fails. Other actions are not run: what they were given is written down.
type runner struct {
	t        *testing.T
	dir      string // of all that it keeps
	work     string // the checkout
	github   map[string]any
	inputs   map[string]string
	env      []string
	steps    map[string]map[string]string // outputs by step
	gave     map[string]map[string]string // of other actions: their name -> with
	log      bytes.Buffer
	resgen   string
	failedAt string
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a bash that sees the same paths")
	}
	for _, name := range []string{"bash", "git"} {
		tooltest.Need(t, name)
	}
	t.Parallel()
	browser := chrometest.Binary(t)
	resgen, err := exec.LookPath("resgen")
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{t: t, dir: t.TempDir(), resgen: resgen}
	for _, sub := range []string{"temp", "home", "gh", "bin"} {
		if err := os.MkdirAll(filepath.Join(r.dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	r.write("bin/gh", fakeGH)
	r.write("home/.gitconfig", "[user]\nname = A\nemail = a@example.com\n[init]\ndefaultBranch = main\n[protocol \"file\"]\nallow = always\n")
	r.work = filepath.Join(r.dir, "work")
	r.github = map[string]any{"server_url": "file://" + r.dir, "repository": "me/cv", "action_path": r.abs("../.."), "event_name": "push",
		"token": "t0ken", "event": map[string]any{"repository": map[string]any{"private": "false", "default_branch": "main"}}}
	r.env = []string{"PATH=" + filepath.Join(r.dir, "bin") + ":" + os.Getenv("PATH"), "HOME=" + filepath.Join(r.dir, "home"), "GIT_CONFIG_NOSYSTEM=1",
		"XDG_CACHE_HOME=" + filepath.Join(r.dir, "cache"), "RESGEN_CHROME=" + browser.Path, "GITHUB_ACTIONS=true", "CI=true", "NO_COLOR=1",
		"RUNNER_TEMP=" + filepath.Join(r.dir, "temp"), "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "GITHUB_REPOSITORY=me/cv", "GITHUB_RUN_ID=7",
		"GITHUB_SERVER_URL=file://" + r.dir, "GITHUB_STEP_SUMMARY=" + filepath.Join(r.dir, "summary.md"), "GH_DIR=" + filepath.Join(r.dir, "gh")}
	return r
}

func (r *runner) abs(name string) string {
	p, err := filepath.Abs(name)
	if err != nil {
		r.t.Fatal(err)
	}
	return p
}

func (r *runner) write(name, text string) {
	r.t.Helper()
	name = filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
		r.t.Fatal(err)
	}
}

func (r *runner) read(name string) string {
	b, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil && !os.IsNotExist(err) {
		r.t.Fatal(err)
	}
	return string(b)
}

// sh runs a command in the runner's folder and is what it printed.
func (r *runner) sh(script string) string {
	r.t.Helper()
	c := exec.Command("bash", "-euc", script)
	c.Dir, c.Env = r.dir, r.env
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("%s: %v\n%s", script, err, out)
	}
	return strings.TrimSpace(string(out))
}

// value is what an expression comes to, as text: names, texts, ==, !=, && and ||.
func (r *runner) value(text string) string {
	truth := func(v string) bool { return v != "" && v != "false" }
	if a, b, ok := strings.Cut(text, "||"); ok {
		if v := r.value(a); truth(v) {
			return v
		}
		return r.value(b)
	}
	if a, b, ok := strings.Cut(text, "&&"); ok {
		if v := r.value(a); !truth(v) {
			return v
		}
		return r.value(b)
	}
	for _, op := range []string{"==", "!="} {
		if a, b, ok := strings.Cut(text, op); ok {
			return fmt.Sprint((r.value(a) == r.value(b)) == (op == "=="))
		}
	}
	text = strings.TrimSpace(text)
	if s, ok := strings.CutPrefix(text, "'"); ok {
		return strings.TrimSuffix(s, "'")
	}
	parts := strings.Split(text, ".")
	switch {
	case parts[0] == "inputs":
		return r.inputs[parts[1]]
	case parts[0] == "steps" && parts[2] == "outputs":
		return r.steps[parts[1]][parts[3]]
	case parts[0] == "github":
		var v any = r.github
		for _, p := range parts[1:] {
			m, _ := v.(map[string]any)
			if v = m[p]; v == nil {
				return ""
			}
		}
		return fmt.Sprint(v)
	}
	r.t.Fatalf("the runner of tests does not know %q", text)
	return ""
}

func (r *runner) expand(text string) string {
	return expression.ReplaceAllStringFunc(text, func(m string) string { return r.value(expression.FindStringSubmatch(m)[1]) })
}

// run runs the action with some inputs and reports whether the job goes on.
func (r *runner) run(with ...string) bool {
	r.t.Helper()
	a := readAction(r.t)
	r.steps, r.gave, r.failedAt = map[string]map[string]string{}, map[string]map[string]string{}, ""
	r.log.Reset()
	os.Remove(filepath.Join(r.dir, "summary.md"))
	os.RemoveAll(filepath.Join(r.dir, "gh"))
	r.write("gh/calls", "")
	r.inputs = map[string]string{}
	for name, in := range a.Inputs {
		r.inputs[name] = r.expand(in.Default)
	}
	for _, w := range append([]string{"flags=--rule=content/starter-text=off"}, with...) { // the site is the starter
		name, v, _ := strings.Cut(w, "=")
		r.inputs[name] = v
	}
	env := slices.Clone(r.env)
	for _, s := range a.Runs.Steps {
		if s.If != "" && r.value(s.If) != "true" {
			continue
		}
		if s.Uses != "" {
			r.other(s)
			continue
		}
		files := map[string]string{"GITHUB_OUTPUT": r.t.TempDir() + "/output", "GITHUB_ENV": r.t.TempDir() + "/env", "GITHUB_PATH": r.t.TempDir() + "/path"}
		c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", r.expand(s.Run))
		c.Dir, c.Env = r.work, env
		for k, v := range s.Env {
			c.Env = append(c.Env, k+"="+r.expand(v))
		}
		for k, v := range files {
			c.Env = append(c.Env, k+"="+v)
		}
		c.Stdout, c.Stderr = &r.log, &r.log
		fmt.Fprintf(&r.log, "## %s\n", s.Name)
		if err := c.Run(); err != nil {
			r.failedAt = s.Name
			return false
		}
		r.steps[s.ID] = pairs(r.t, files["GITHUB_OUTPUT"])
		for k, v := range pairs(r.t, files["GITHUB_ENV"]) {
			env = append(env, k+"="+v)
		}
		b, _ := os.ReadFile(files["GITHUB_PATH"])
		for dir := range strings.Lines(string(b)) {
			i := slices.IndexFunc(env, func(e string) bool { return strings.HasPrefix(e, "PATH=") })
			env[i] = "PATH=" + strings.TrimSpace(dir) + ":" + strings.TrimPrefix(env[i], "PATH=")
		}
	}
	return true
}

// other is a step that is another action.
func (r *runner) other(s actionStep) {
	with := map[string]string{}
	for k, v := range s.With {
		with[k] = r.expand(v)
	}
	name, _, _ := strings.Cut(s.Uses, "@")
	r.gave[name+" "+s.ID] = with
	out := map[string]string{}
	switch name {
	case "actions/cache": // as if this source was built before
		script := filepath.Join(with["path"], "resgen")
		if err := os.MkdirAll(with["path"], 0o777); err != nil {
			r.t.Fatal(err)
		}
		if err := os.WriteFile(script, []byte("#!/bin/sh\nexec "+r.resgen+" \"$@\"\n"), 0o777); err != nil {
			r.t.Fatal(err)
		}
		out["cache-hit"] = "true"
	case "actions/upload-artifact":
		out["artifact-url"] = "https://github.example/artifact/" + s.ID
		for file := range strings.Lines(with["path"]) {
			if _, err := os.Stat(filepath.Join(r.work, strings.TrimSpace(file))); err != nil {
				if _, err := os.Stat(strings.TrimSpace(file)); err != nil {
					r.t.Errorf("%s: %v", s.Name, err)
				}
			}
		}
	case "actions/configure-pages":
		out["base_url"] = "https://me.github.example/cv"
	}
	r.steps[s.ID] = out
}

// pairs reads what a step wrote to GITHUB_OUTPUT or GITHUB_ENV.
func pairs(t *testing.T, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	out := map[string]string{}
	lines := strings.Split(string(b), "\n")
	for i := 0; i < len(lines); i++ {
		if name, end, ok := strings.Cut(lines[i], "<<"); ok {
			var value []string
			for i++; i < len(lines) && lines[i] != end; i++ {
				value = append(value, lines[i])
			}
			out[name] = strings.Join(value, "\n")
		} else if name, v, ok := strings.Cut(lines[i], "="); ok {
			out[name] = v
		}
	}
	return out
}

// site makes me/cv, with the starter on main, and a checkout of it.
func (r *runner) site() {
	r.sh(r.resgen + ` new seed/site -q && cd seed/site && git init -q && git add -A && git commit -q -m 'First version' && git clone -q --bare . ../../me/cv`)
}

// pull makes a pull request of what change does in the site's folder, and checks its merge out as actions/checkout does: shallow.
func (r *runner) pull(number, change string) {
	r.sh(`cd seed/site && git switch -q -C pr-` + number + ` main && ` + change + ` && git add -A && git commit -q --allow-empty -m 'A change' &&
		git switch -q --detach main && git merge -q --no-ff -m 'Merge' pr-` + number + ` && git push -q --force ../../me/cv main pr-` + number + ` HEAD:refs/pull/` + number + `/merge && git switch -q main`)
	r.checkout("refs/pull/" + number + "/merge")
	r.github["event_name"] = "pull_request"
	r.github["event"].(map[string]any)["pull_request"] = map[string]any{"number": number,
		"base": map[string]any{"ref": "main", "sha": r.sh("git -C seed/site rev-parse main")},
		"head": map[string]any{"ref": "pr-" + number, "repo": map[string]any{"full_name": "me/cv"}}}
}

func (r *runner) checkout(ref string) {
	r.sh(`rm -rf work && git init -q work && cd work && git remote add origin file://$PWD/../me/cv && git fetch -q --no-tags --depth=1 origin ` + ref + ` && git checkout -q --detach FETCH_HEAD`)
}

// comment is the newest body that gh was given; calls is what it was asked for.
func (r *runner) comment() string { return r.read("gh/body") }
func (r *runner) calls() string   { return r.read("gh/calls") }
func (r *runner) summary() string { return r.read("summary.md") }

// wants is what must be in a text, or, behind a !, must not.
func (r *runner) wants(what, text string, all ...string) {
	r.t.Helper()
	for _, w := range all {
		w, not := strings.CutPrefix(w, "!")
		if strings.Contains(text, w) == not {
			r.t.Errorf("%s: %q must %sbe in it\n%s\n--- log\n%s", what, w, map[bool]string{true: "not "}[not], text, r.log.String())
		}
	}
}

const reword = `sed -i.bak 's/from 480 ms to 95 ms/from 480 ms to 80 ms/' content/resume.md && rm content/resume.md.bak`

// TestActionPullRequest: the first run comments, with pictures on their branch; the next one writes the same comment anew.
func TestActionPullRequest(t *testing.T) {
	r := newRunner(t)
	r.site()
	r.pull("12", reword)
	if !r.run() {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "<!-- resgen resume -->\n", "main → this pull request", "\n- main is ", "<del>95</del> <ins>80</ins>", "| Before | After |",
		`alt="Sheet 1 before"`, `alt="Sheet 1 after"`, "!Sheet 2", "[The sheets side by side](https://github.example/artifact/page)",
		"[The PDF as it is published](https://github.example/artifact/keep)", "No findings that fail the check", "!<!-- resgen diff -->", "!would stand here", "!+46")
	r.wants("calls", r.calls(), "--method POST repos/me/cv/issues/12/comments", "!PATCH")
	if r.steps["comment"]["url"] != "https://github.example/comment" || r.steps["check"]["clean"] != "true" || !strings.HasPrefix(r.log.String(), "## Choose") {
		t.Errorf("outputs %v", r.steps)
	}
	if got := r.gave["actions/upload-artifact keep"]["path"]; got != "./public/resume.pdf" {
		t.Errorf("the artifact holds %q", got)
	}
	if got := filepath.Base(r.gave["actions/upload-artifact page"]["path"]); got != "resume-changes.html" {
		t.Errorf("the page is %q", got)
	}
	if r.gave["actions/upload-pages-artifact "] != nil {
		t.Error("a pull request was published")
	}
	r.wants("summary", r.summary(), "### resgen", "!No comment")
	// Each address of a picture is of a file that is on the branch.
	branch := r.sh("git -C me/cv ls-tree -r --name-only resgen-previews")
	found := regexp.MustCompile(`src="file://[^"]*/me/cv/blob/resgen-previews/([^"?]*)\?raw=true"`).FindAllStringSubmatch(r.comment(), -1)
	if len(found) != 2 || strings.Count(branch, "\n") != 2 {
		t.Errorf("%d pictures in the comment; the branch has\n%s", len(found), branch)
	}
	for _, f := range found {
		if !strings.Contains(branch, f[1]) || r.sh("git -C me/cv cat-file -p resgen-previews:"+f[1]+" | head -c 4 | tail -c 3") != "PNG" {
			t.Errorf("%s is no picture on the branch", f[1])
		}
	}

	first := r.comment()
	r.pull("12", strings.Replace(reword, "to 80 ms", "to 70 ms", 1)+` && sed -i.bak 's/^- Cut p99/- Sold the sealed orchard <!-- private -->\n&/' content/resume.md && rm content/resume.md.bak && grep -q orchard content/resume.md`)
	r.env = append(r.env, "GH_EXISTING=41")
	if !r.run("fail-on=off") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("calls", r.calls(), "--method PATCH repos/me/cv/issues/comments/41", "!POST")
	page, err := os.ReadFile(r.gave["actions/upload-artifact page"]["path"])
	if err != nil || !bytes.Contains(page, []byte("<svg ")) {
		t.Errorf("%v: the page has no sheets", err)
	}
	for what, text := range map[string]string{"comment": r.comment(), "page": string(page), "log": r.log.String(), "summary": r.summary()} {
		if strings.Contains(text, "orchard") {
			t.Errorf("the %s has what is private", what)
		}
	}
	r.wants("comment", r.comment(), "<ins>70</ins>")
	if r.sh("git -C me/cv rev-list --count resgen-previews") != "1" {
		t.Error("the branch of pictures has more than one commit")
	}
	if again := r.sh("git -C me/cv ls-tree -r --name-only resgen-previews"); strings.Count(again, "\n") != 2 || first == r.comment() || again == branch {
		t.Errorf("the branch has\n%s", again)
	}
	// Another one's pictures stay. What came to the base since the pull request was made is not told of: the event names an older commit.
	old := r.sh("git -C seed/site rev-parse main")
	r.sh(`cd seed/site && sed -i.bak 's/Mentored four engineers/Mentored five engineers/' content/resume.md && rm content/resume.md.bak && git commit -q -a -m 'On the base'`)
	r.pull("13", reword)
	r.github["event"].(map[string]any)["pull_request"].(map[string]any)["base"].(map[string]any)["sha"] = old
	if !r.run() {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "<ins>80</ins>", "!five")
	if all := r.sh("git -C me/cv ls-tree -r --name-only resgen-previews"); strings.Count(all, "pr-12/") != 2 || strings.Count(all, "pr-13/") != 2 {
		t.Errorf("the branch has\n%s", all)
	}
	// The head of the pull request with all history, in place of the merge: it is compared with where the two parted.
	r.sh(`cd seed/site && sed -i.bak 's/Mentored five engineers/Mentored six engineers/' content/resume.md && rm content/resume.md.bak && git commit -q -a -m 'On the base again' && git push -q ../../me/cv main &&
		cd ../.. && rm -rf work && git clone -q file://$PWD/me/cv work && git -C work checkout -q --detach origin/pr-13`)
	r.github["event"].(map[string]any)["pull_request"].(map[string]any)["base"].(map[string]any)["sha"] = r.sh("git -C seed/site rev-parse main")
	if !r.run() {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "<ins>80</ins>", "!six", "!five")
}

// TestActionWithoutPermission: on a fork, and where the token may not, the job goes on, and the text stands in the summary.
func TestActionWithoutPermission(t *testing.T) {
	r := newRunner(t)
	r.site()
	r.pull("3", reword)
	r.github["event"].(map[string]any)["pull_request"].(map[string]any)["head"] = map[string]any{"ref": "main", "repo": map[string]any{"full_name": "you/cv"}}
	if !r.run() {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("log of a fork", r.log.String(), "no comment on the pull request: it comes from a fork, whose runs may only read; the text is in the step summary\n")
	r.wants("summary of a fork", r.summary(), "> No comment on the pull request: it comes from a fork", "<ins>80</ins>", "[The sheets side by side](")
	if r.calls() != "" || r.sh("git -C me/cv for-each-ref refs/heads/resgen-previews") != "" {
		t.Errorf("a fork tried to write: %s", r.calls())
	}

	r.pull("4", reword)
	r.write("me/cv/hooks/pre-receive", "#!/bin/sh\necho 'Permission to me/cv denied to github-actions[bot]' >&2; exit 1\n")
	r.env = append(r.env, "GH_ANSWER=gh: Resource not accessible by integration (HTTP 403)")
	if !r.run() {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("log", r.log.String(), "no pictures in the comment: `contents: write` is not given", "no comment on the pull request: the token may not; the job needs `permissions: pull-requests: write`")
	r.wants("summary", r.summary(), "<ins>80</ins>", "The sheets' pictures would stand here, but `contents: write` is not given", "!<img")

	// What is down is no reason to fail, either.
	r.env = append(r.env, "GH_ANSWER=gh: Bad gateway (HTTP 502)")
	if !r.run("previews=") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("summary", r.summary(), "GitHub answered: gh: Bad gateway (HTTP 502)", "!would stand here")
}

// TestActionNoBase: the pull request that brings the résumé, one that takes it away, and a branch that is not resgen's.
func TestActionNoBase(t *testing.T) {
	r := newRunner(t)
	r.sh(`mkdir -p seed/site && cd seed/site && git init -q && echo hello >README.md && git add -A && git commit -q -m 'Nothing yet' && git clone -q --bare . ../../me/cv`)
	r.pull("1", r.resgen+` new . -q`)
	if !r.run() {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "### The résumé is new\n", `alt="Sheet 1 after"`, "!before\"", "!side by side")

	r.sh("git -C seed/site merge -q --ff-only pr-1")
	r.pull("2", "git rm -q content/resume.md")
	if r.run() || r.failedAt != "Judge" {
		t.Errorf("failed at %q\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "### The résumé is gone\n", "takes `resume.md` out", "**There are findings that fail the check**")
	r.pull("5", "git rm -q -r content")
	if r.run() || r.failedAt != "Judge" {
		t.Errorf("failed at %q\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "### The résumé is gone\n")
	r.wants("log", r.log.String(), "::error title=resgen::the résumé could not be checked")

	r.pull("6", reword)
	r.sh("git -C seed/site push -q ../../me/cv main:refs/heads/work")
	if !r.run("previews=work") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "the branch `previews` names was not made by resgen", "<ins>80</ins>", "!<img")
	if !r.run("previews=main") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "`previews` names a branch that has other uses", "!<img")
	if r.sh("git -C me/cv rev-parse main") != r.sh("git -C seed/site rev-parse main") {
		t.Error("the branch main was written to")
	}
}

// TestActionPublish: a push to main hands the site to Pages, with its address in it; one with findings does not.
func TestActionPublish(t *testing.T) {
	r := newRunner(t)
	r.site()
	r.checkout("main")
	if !r.run("pages=true", "build-flags=--minify\r\n\n") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	if got := r.gave["actions/upload-pages-artifact "]["path"]; got != "./public" {
		t.Errorf("Pages get %q", got)
	}
	r.wants("sitemap", r.read("work/public/sitemap.xml"), "https://me.github.example/cv/")
	if r.calls() != "" && strings.Contains(r.calls(), "comments") || r.steps["comment"] != nil || r.steps["compare"] != nil {
		t.Errorf("a push is compared: %s", r.calls())
	}
	if r.run("pages=true", "fail-on=warning", "flags=--rule=content/starter-text=error\r\n\n--no-cache") || r.failedAt != "Judge" {
		t.Errorf("failed at %q\n%s", r.failedAt, r.log.String())
	}
	if r.gave["actions/upload-pages-artifact "] != nil {
		t.Error("a site with findings was published")
	}
	if got := r.gave["actions/upload-artifact keep"]["path"]; got != "./public/resume.pdf" {
		t.Errorf("with findings, the artifact holds %q", got)
	}
	r.wants("log", r.log.String(), "::error file=content/resume.md,line=", "there are findings that fail this job")
	r.wants("summary", r.summary(), "| error |")
	if !r.run("build-flags=--no-pdf") || r.gave["actions/upload-artifact keep"] != nil {
		t.Errorf("without a PDF, failed at %q, and the artifact holds %v", r.failedAt, r.gave["actions/upload-artifact keep"])
	}

	// Private copies never leave a public repository; where it is private, they are what is kept.
	r.write("work/content/private.yaml", "phone: '+46 70 174 06 05'\n")
	if r.run("private=true") || r.failedAt != "Choose how to get resgen" {
		t.Errorf("failed at %q\n%s", r.failedAt, r.log.String())
	}
	r.wants("log", r.log.String(), "private: true is refused here")
	r.github["event"].(map[string]any)["repository"].(map[string]any)["private"] = "true"
	if !r.run("private=true") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	if got := r.gave["actions/upload-artifact keep"]["path"]; got != "./out" {
		t.Errorf("the artifact holds %q", got)
	}
}

// TestActionRelease: the archive of a release is held against its list of checksums before anything of it runs; without a release the source
// is built, and what was asked for by name and is not there is an error.
func TestActionRelease(t *testing.T) {
	r := newRunner(t)
	tooltest.Need(t, "curl")
	r.write("work/x", "")
	r.sh(`mkdir -p releases/v1.4.0 pack && printf '#!/bin/sh\necho "resgen 1.4.0 (commit 1, now)"\n' >pack/resgen && chmod +x pack/resgen && tar -C pack -czf releases/v1.4.0/resgen_1.4.0_linux_amd64.tar.gz resgen &&
		cd releases/v1.4.0 && (sha256sum *.gz || shasum -a 256 *.gz) >checksums.txt 2>/dev/null && cp -R ../v1.4.0 ../v1.5.0 && cd ../v1.5.0 && mv *.gz resgen_1.5.0_linux_amd64.tar.gz &&
		sed -i.bak 's/1.4.0/1.5.0/' checksums.txt && echo x >>resgen_1.5.0_linux_amd64.tar.gz`)
	r.env = append(r.env, "RESGEN_RELEASES=file://"+r.dir+"/releases")
	plan := func(version, ref string) (map[string]string, string, bool) {
		out := filepath.Join(t.TempDir(), "out")
		c := exec.Command("bash", r.abs("../../.github/action/plan.sh"))
		c.Dir, c.Env = r.work, append(slices.Clone(r.env), "GITHUB_OUTPUT="+out, "VERSION="+version, "ACTION_REF="+ref, "ACTION_PATH="+r.abs("../.."))
		b, err := c.CombinedOutput()
		return pairs(t, out), string(b), err == nil
	}
	install := func(p map[string]string) (string, string, bool) {
		os.RemoveAll(p["folder"])
		out, path := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "path")
		c := exec.Command("bash", r.abs("../../.github/action/install.sh"))
		c.Dir, c.Env = r.work, append(slices.Clone(r.env), "GITHUB_OUTPUT="+out, "GITHUB_PATH="+path, "ACTION_PATH="+r.abs("../.."), "HOW="+p["how"], "TAG="+p["tag"],
			"RELEASES="+p["releases"], "FOLDER="+p["folder"])
		b, err := c.CombinedOutput()
		return pairs(t, out)["version"], string(b), err == nil
	}
	for _, c := range []struct{ version, ref, how, tag string }{
		{"", "main", "source", ""},
		{"", "v1.4.0", "release", "v1.4.0"},
		{"", "v1.4.1", "source", ""}, // no such release
		{"", "v1", "source", ""},     // nobody says which there are
		{"v1.4.0", "main", "release", "v1.4.0"},
		{"1.4.0", "main", "release", "v1.4.0"},
		{"source", "v1.4.0", "source", ""},
	} {
		p, said, ok := plan(c.version, c.ref)
		if !ok || p["how"] != c.how || p["tag"] != c.tag || (p["key"] == "") == (c.how == "source") {
			t.Errorf("%+v: %v %v\n%s", c, ok, p, said)
		}
	}
	for _, bad := range []string{"latest", "newest", "v1; rm -rf x", "v1$(id)"} {
		if p, said, ok := plan(bad, "main"); ok || !strings.Contains(said, "::error title=resgen::version: ") {
			t.Errorf("version %q: %v %v\n%s", bad, ok, p, said)
		}
	}
	// A runner that does not tell: the folder is called after it.
	r.env = append(r.env, "ACTION_REF=", "ACTION_PATH="+r.dir+"/_actions/resgen/resgen/v1.4.0")
	c := exec.Command("bash", r.abs("../../.github/action/plan.sh"))
	told := filepath.Join(t.TempDir(), "out")
	c.Dir, c.Env = r.work, append(slices.Clone(r.env), "GITHUB_OUTPUT="+told)
	if out, err := c.CombinedOutput(); err != nil || pairs(t, told)["tag"] != "v1.4.0" {
		t.Errorf("%v: %v\n%s", err, pairs(t, told), out)
	}
	p, _, _ := plan("", "v1.4.0")
	if v, said, ok := install(p); !ok || v != "1.4.0" {
		t.Errorf("version %q\n%s", v, said)
	}
	p, _, _ = plan("v1.5.0", "main")
	if _, said, ok := install(p); ok || !strings.Contains(said, "is not what checksums.txt of v1.5.0 says") {
		t.Errorf("a changed archive: %v\n%s", ok, said)
	}
	if _, err := os.Stat(filepath.Join(p["folder"], "resgen")); err == nil {
		t.Error("a changed archive was unpacked")
	}
	p, _, _ = plan("v9.9.9", "main")
	if _, said, ok := install(p); ok || !strings.Contains(said, "checksums.txt of the release v9.9.9 cannot be downloaded; version: source builds it") {
		t.Errorf("no release: %v\n%s", ok, said)
	}
}

// TestActionChrome: what the site pins is installed, and what was chosen is tried before anything is made with it.
func TestActionChrome(t *testing.T) {
	r := newRunner(t)
	r.write("bin/resgen", "#!/bin/sh\necho \"$* RESGEN_CHROME=${RESGEN_CHROME##*/}\" >>\"$GH_DIR/resgen\"\n[ \"$1\" != \"$FAIL\" ]\n")
	r.write("work/pinned/.resgen-chrome", "156\n")
	r.write("work/pinned/cv.md", "# A\n")
	r.write("work/plain/content/resume.md", "# A\n")
	for _, c := range []struct{ source, chrome, fail, asked, env, says string }{
		{"plain", "auto", "", "doctor --source plain RESGEN_CHROME=\n", "", ""},
		{"plain", "", "", "doctor --source plain RESGEN_CHROME=\n", "", ""},
		{"plain", "system", "", "doctor --source plain RESGEN_CHROME=\n", "", ""},
		{"pinned", "auto", "", "chrome install --source pinned RESGEN_CHROME=\ndoctor --source pinned RESGEN_CHROME=\n", "", ""},
		{"pinned/cv.md", "auto", "", "chrome install --source pinned/cv.md RESGEN_CHROME=\ndoctor --source pinned/cv.md RESGEN_CHROME=\n", "", ""},
		{"plain", "install", "", "chrome install --source plain RESGEN_CHROME=\ndoctor --source plain RESGEN_CHROME=\n", "", ""},
		{"plain", "/opt/a b/chrome", "", "doctor --source plain RESGEN_CHROME=chrome\n", "/opt/a b/chrome", ""},
		{"plain", "/x\nPATH=/evil", "", "", "", "::error title=resgen::chrome: it must be"},
		{"plain", "system", "doctor", "doctor --source plain RESGEN_CHROME=\n", "", "::error title=resgen::no browser that can print"},
		{"plain", "install", "chrome", "chrome install --source plain RESGEN_CHROME=\n", "", ""},
	} {
		os.Remove(filepath.Join(r.dir, "gh/resgen"))
		file := filepath.Join(t.TempDir(), "env")
		script := exec.Command("bash", r.abs("../../.github/action/chrome.sh"))
		script.Dir, script.Env = r.work, append(slices.Clone(r.env), "RESGEN_CHROME=", "GITHUB_ENV="+file, "SOURCE="+c.source, "CHROME="+c.chrome, "FAIL="+c.fail)
		out, err := script.CombinedOutput()
		if (err == nil) != (c.says == "" && c.fail == "") || r.read("gh/resgen") != c.asked || pairs(t, file)["RESGEN_CHROME"] != c.env || !strings.Contains(string(out), c.says) {
			t.Errorf("%+v: %v, asked %q, env %v\n%s", c, err, r.read("gh/resgen"), pairs(t, file), out)
		}
	}
}

// TestActionLanguages: each language of the résumé is compared, or what `compare` names.
func TestActionLanguages(t *testing.T) {
	r := newRunner(t)
	r.write("seed/site/content/resume.md", "---\nname: Ada Byron\nlang: en\nemail: ada@byron.example\n---\n## Experience\n\n### Engineer, Byron Works\n*2020 – present*\n\n- Built nine engines from brass\n")
	r.write("seed/site/content/resume.de.md", "---\nheadline: Ingenieurin\n---\n## Berufserfahrung\n\n### Ingenieurin, Byron Works\n*2020 – heute*\n\n- Baute neun Maschinen aus Messing\n")
	r.sh(`cd seed/site && git init -q && git add -A && git commit -q -m 'First version' && git clone -q --bare . ../../me/cv`)
	r.pull("8", `sed -i.bak s/neun/zehn/ content/resume.de.md && rm content/resume.de.md.bak && cp content/resume.de.md content/resume.fr.md`)
	if !r.run("fail-on=off", "artifact=my cv") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "<!-- resgen my-cv -->\n", "nothing that a reader sees has changed", "main&#58;de → de", "<del>neun</del> <ins>zehn</ins>", "### The résumé (fr) is new\n", `my-cv/1-de-after-1-`)
	if with := r.gave["actions/upload-artifact all"]; with["name"] != "my-cv-changes" || r.gave["actions/upload-artifact page"] != nil {
		t.Errorf("the pages are %v", with)
	}
	if got := r.gave["actions/upload-artifact keep"]["path"]; strings.Count(got, "\n") != 2 || !strings.Contains(got, "./public/resume.de.pdf") {
		t.Errorf("the artifact holds %q", got)
	}
	if !r.run("fail-on=off", "compare=de") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "<ins>zehn</ins>", "!nothing that a reader sees", "!(fr)")
	// One that is not there is said, and fails nothing.
	if !r.run("fail-on=off", "compare=nobody", "previews=") {
		t.Fatalf("failed at %s\n%s", r.failedAt, r.log.String())
	}
	r.wants("comment", r.comment(), "### The résumé (nobody) could not be compared\n", `no language "nobody"`)
}
