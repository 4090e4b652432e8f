// Package chrome prints HTML with a headless Chrome and says what the page was like when it was
// printed. It alone speaks the DevTools protocol.
//
// In: a binary ([Find]), and jobs ([Job]): a page and a way to look up what it asks for. Out: the
// PDF as Chrome wrote it and a [sheet.Measure] of the live page under print media ([Browser.Print]);
// the same PDF with fixed dates, numbers and words about itself ([Finish]); a picture of a page
// ([Browser.Screenshot]).
//
// One browser is started over a pipe and kept warm; a few tabs are used again and again. A page
// stands on an invented origin, http://resgen.invalid/, whose every request is answered here: there
// is no port, no access to files and no network. What a page asks for and is not given goes into
// Measure.Missing. Scripts of pages never run.
//
// Browsers that run already, here or elsewhere, print in the same way ([Connect]): each is asked for a probe first, and one that
// prints otherwise than the first is left out. They are never ended: what is opened there lies in a browser context of our own, which
// goes with the connection. What flags do for a browser of ours, its context and our answers to all requests do there: no network, no
// downloads, no scripts.
//
// Every call has a limit of time. A lost tab is replaced and the job tried once more, a lost browser
// is started again, once for a job. Nothing stays behind: not after [Browser.Close], nor when ctx of
// [Launch] ends, nor when this process is killed with SIGKILL; folders that such a death leaves are
// swept by the next start.
//
// The package never reads the environment (only what is passed in), never writes outside of
// [Options.Dir], and never looks into the source files that spans point to.
package chrome

// origin is where every page stands. The top level domain "invalid" is reserved (RFC 2606): no name
// server answers for it, so that a request that escaped would go nowhere.
const origin = "http://resgen.invalid"
