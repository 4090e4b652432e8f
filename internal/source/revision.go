package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Why there is no revision to be read.
var (
	ErrNoGit        = errors.New("git is not installed")
	ErrNoRepository = errors.New("is in no git repository")
	ErrNoRevision   = errors.New("no such revision")
	ErrShallow      = errors.New("no such revision in this clone, which is a shallow one") // it may be in a whole one
)

// A Revision is a state of the git repository that a site lies in.
type Revision struct {
	Name    string // as it was asked for: "HEAD~1"
	ID      string // of its commit, 40 or 64 hex digits
	Subject string // the first line of what its author says
}

// Revision is the set as it was at a revision of the git repository that it lies in, read from there: nothing is checked out, no hook runs, and nothing is
// asked of another machine. The same limits hold as on disk; links inside of the site are followed. A file that is not in the repository itself, as in
// a submodule or with Git LFS, is a Problem. private.yaml, which repositories had better not have, is taken from the disk where the revision has
// none. The error wraps one of those above, or is git's own.
func (s *Set) Revision(ctx context.Context, name string) (*Set, Revision, error) {
	r := &repository{ctx: ctx, root: s.Root}
	prefix, err := r.line("rev-parse", "--show-prefix")
	if err != nil {
		return nil, Revision{}, fmt.Errorf("%s %w", s.Root, err)
	}
	if strings.HasPrefix(name, "-") { // git would take it for an option
		return nil, Revision{}, ErrNoRevision
	}
	rev := Revision{Name: name}
	if rev.ID, err = r.line("rev-parse", "--verify", "--quiet", name+"^{commit}"); err != nil || rev.ID == "" {
		if ctx.Err() != nil {
			return nil, Revision{}, ctx.Err()
		}
		if shallow, _ := r.line("rev-parse", "--is-shallow-repository"); shallow == "true" {
			return nil, Revision{}, ErrShallow
		}
		return nil, Revision{}, ErrNoRevision
	}
	if rev.Subject, err = r.line("log", "-1", "--no-show-signature", "--format=%s", rev.ID); err != nil {
		return nil, Revision{}, err
	}
	n := &Set{Root: s.Root, Only: s.Only, problems: map[string]Problem{}}
	t := &revisionTree{repository: r, set: n, id: rev.ID, prefix: prefix}
	if n.list, err = t.files(n.Roots()); err != nil {
		return nil, Revision{}, err
	}
	if f, ok := n.File(n.Only); ok && n.Only != "" {
		n.pictures = naming(f)
		more, err := t.files(n.pictures)
		if err != nil {
			return nil, Revision{}, err
		}
		n.list = merge(n.list, slices.DeleteFunc(more, func(f *File) bool { _, have := n.File(f.Path); return have }))
	}
	for _, own := range s.list {
		dir, name := path.Split(own.Path)
		private := name == "private.yaml" || strings.HasPrefix(name, "private.") && strings.HasSuffix(name, ".yaml")
		if _, have := n.File(own.Path); !have && private && (dir == "content/" || dir == "" && n.Only != "") {
			n.list = merge(n.list, []*File{own})
		}
	}
	return n, rev, nil
}

// MergeBase is the newest commit that two revisions have in common, by its ID.
func (s *Set) MergeBase(ctx context.Context, a, b string) (string, error) {
	if strings.HasPrefix(a, "-") || strings.HasPrefix(b, "-") {
		return "", ErrNoRevision
	}
	id, err := (&repository{ctx: ctx, root: s.Root}).line("merge-base", a, b)
	if err != nil || id == "" {
		if errors.Is(err, ErrNoGit) || errors.Is(err, ErrNoRepository) {
			return "", fmt.Errorf("%s %w", s.Root, err)
		}
		return "", ErrNoRevision
	}
	return id, nil
}

// A repository is the git repository that a folder lies in.
type repository struct {
	ctx  context.Context
	root string
}

// git is what git writes.
func (r *repository) git(in []byte, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(r.ctx, "git", append([]string{"-C", r.root, "--no-pager", "--no-replace-objects"}, args...)...)
	// A clone without all of its objects would fetch them: since Git 2.44 the first of these says no, before that the second. Locks would
	// disturb who works there.
	cmd.Env = append(cmd.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	cmd.Stdin = bytes.NewReader(in)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	switch err := cmd.Run(); {
	case err == nil:
		return out.Bytes(), nil
	case r.ctx.Err() != nil:
		return nil, r.ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return nil, ErrNoGit
	case strings.Contains(said.String(), "not a git repository"):
		return nil, ErrNoRepository
	default:
		line, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		if line == "" {
			line = err.Error()
		}
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimPrefix(line, "fatal: "))
	}
}

func (r *repository) line(args ...string) (string, error) {
	b, err := r.git(nil, args...)
	return strings.TrimRight(string(b), "\r\n"), err
}

// A revisionTree is the files of a site at a commit.
type revisionTree struct {
	*repository
	set    *Set
	id     string
	prefix string // of the site in the repository, with a slash behind; "" for its top
}

// An object is a file of a commit.
type object struct {
	path string // below the site
	mode string
	hash string
	size int64
}

// The modes of what is no ordinary file.
const (
	modeLink      = "120000"
	modeSubmodule = "160000"
)

// mostLinks is how many links may lead to each other: as many as Linux follows.
const mostLinks = 40

// pointer is what a file of Git LFS begins with in the repository.
const pointer = "version https://git-lfs.github.com/spec/"

// files is the files at some paths and below them, sorted; what cannot be used becomes a problem of the set's.
func (t *revisionTree) files(paths []string) ([]*File, error) {
	all, err := t.list(true, paths)
	if err != nil {
		return nil, err
	}
	var wanted []object
	for _, o := range all {
		if !t.set.covers(o.path) {
			continue
		}
		switch bad := tooLarge(o.path, o.size); {
		case o.mode == modeSubmodule:
			t.set.problem(Problem{Rule: "source/unreadable", Text: "is a submodule of git, whose files are not in this repository", Help: "nothing is needed, if the résumé does not use them"}, o.path)
		case bad != nil:
			t.set.problem(*bad, o.path)
		default:
			wanted = append(wanted, o)
		}
	}
	bodies, err := t.read(wanted)
	if err != nil {
		return nil, err
	}
	var out []*File
	for i, o := range wanted {
		body := bodies[i]
		if o.mode == modeLink {
			var bad *Problem
			if body, bad, err = t.follow(o, body); err != nil {
				return nil, err
			}
			if bad != nil {
				t.set.problem(*bad, o.path)
				continue
			}
		}
		f, bad := usable(o.path, body)
		switch {
		case body == nil:
			bad = &Problem{Rule: "source/unreadable", Text: "is not in this clone of the repository, which has only a part of it", Help: "`git fetch --refetch --no-filter` brings the rest"}
		case len(body) < 1024 && bytes.HasPrefix(body, []byte(pointer)):
			bad = &Problem{Rule: "source/unreadable", Text: "is kept by Git LFS, and the repository has only a pointer to it", Help: "nothing is needed, if the résumé does not use it"}
		}
		if bad != nil {
			t.set.problem(*bad, o.path)
			continue
		}
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// list is the files of the commit at some paths and, if deep, below them.
func (t *revisionTree) list(deep bool, paths []string) ([]object, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	args := []string{"ls-tree", "-z", "-l", "--full-tree"}
	if deep {
		args = append(args, "-r")
	}
	args = append(args, t.id, "--")
	for _, p := range paths {
		args = append(args, t.prefix+p)
	}
	b, err := t.git(nil, args...)
	if err != nil {
		return nil, err
	}
	var out []object
	for _, line := range strings.Split(strings.TrimSuffix(string(b), "\x00"), "\x00") {
		head, name, ok := strings.Cut(line, "\t")
		f := strings.Fields(head) // mode, type, hash, size
		if !ok || len(f) < 4 {
			continue
		}
		size, _ := strconv.ParseInt(f[3], 10, 64) // "-" of a submodule
		out = append(out, object{strings.TrimPrefix(name, t.prefix), f[0], f[2], size})
	}
	return out, nil
}

// read is the bytes of objects; nil of one that the repository lacks.
func (t *revisionTree) read(objects []object) ([][]byte, error) {
	if len(objects) == 0 {
		return nil, nil
	}
	var in bytes.Buffer
	for _, o := range objects {
		in.WriteString(o.hash + "\n")
	}
	b, err := t.git(in.Bytes(), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	out := make([][]byte, len(objects))
	for i := range objects {
		head, rest, ok := bytes.Cut(b, []byte("\n"))
		f := strings.Fields(string(head)) // hash, type, size; or hash, "missing"
		if !ok || len(f) < 2 {
			return nil, errors.New("git cat-file: ended early")
		}
		b = rest
		if len(f) < 3 {
			continue
		}
		n, err := strconv.Atoi(f[2])
		if err != nil || n < 0 || n >= len(b) {
			return nil, errors.New("git cat-file: ended early")
		}
		out[i], b = b[:n:n], b[n+1:]
	}
	return out, nil
}

// follow is the bytes of the file that a link leads to.
func (t *revisionTree) follow(o object, target []byte) ([]byte, *Problem, error) {
	nothing := &Problem{Rule: "source/unreadable", Text: "is a link to nothing", Help: "remove the link, or mend where it points"}
	for range mostLinks {
		at := path.Join(path.Dir(o.path), string(target))
		if path.IsAbs(string(target)) || !filepath.IsLocal(filepath.FromSlash(at)) {
			return nil, &Problem{Rule: "source/outside", Text: "is a link that leaves the site's folder, and is not followed", Help: "copy the file in place of the link"}, nil
		}
		found, err := t.list(false, []string{at})
		switch {
		case err != nil:
			return nil, nil, err
		case len(found) != 1 || found[0].path != at || found[0].mode == modeSubmodule:
			return nil, nothing, nil
		case found[0].mode == "040000":
			return nil, &Problem{Rule: "source/outside", Text: "is a link to a folder, and is not followed", Help: "move the folder here in place of the link"}, nil
		}
		if bad := tooLarge(o.path, found[0].size); bad != nil {
			return nil, bad, nil
		}
		bodies, err := t.read(found)
		switch {
		case err != nil:
			return nil, nil, err
		case found[0].mode != modeLink:
			return bodies[0], nil, nil
		}
		o.path, target = at, bodies[0]
	}
	return nil, nothing, nil
}
