package chrome

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// A Status is how it stands with one endpoint.
type Status struct {
	Endpoint
	Probe Probe         // of the last time that it answered
	Took  time.Duration // to connect and to print the probe, that time
	Err   error         // why it is not used; nil when it is
}

// Statuses waits until each endpoint was tried once, and says how it stands with each, in their order.
func (p *Pool) Statuses(ctx context.Context) ([]Status, error) {
	if err := p.wait(ctx, func() bool { return !p.anyCalling() }); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.statuses(), nil
}

// statuses is how it stands with each endpoint. The lock is held.
func (p *Pool) statuses() []Status {
	var out []Status
	for _, e := range p.ends {
		out = append(out, Status{e.Endpoint, e.probe, e.took, e.err})
	}
	return out
}

// A NoneError says that no endpoint can be used, and of each why.
type NoneError struct{ Each []Status }

func (e *NoneError) Error() string {
	var each []string
	for _, s := range e.Each {
		if s.Err == nil { // it is there, and not for this job
			continue
		}
		each = append(each, fmt.Sprintf("%s: %v", s.Endpoint, s.Err))
	}
	if len(each) == 1 {
		return "there is no browser at " + each[0]
	}
	return fmt.Sprintf("there is no browser at any of the %d addresses: %s", len(each), strings.Join(each, "; "))
}
