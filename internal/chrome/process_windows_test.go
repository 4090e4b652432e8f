package chrome

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

const waiting = "RESGEN_TEST_WAITING" // how many processes this one starts in turn, each the next

// TestChildrenAreKilled holds that a cancelled context ends what a process has started, too.
func TestChildrenAreKilled(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	switch os.Getenv(waiting) {
	case "1":
		<-time.After(time.Minute)
		return
	case "2":
		cmd := exec.Command(exe, "-test.run=^TestChildrenAreKilled$")
		cmd.Env = append(os.Environ(), waiting+"=1")
		cmd.Run()
		return
	}
	ctx, cancel := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, exe, "-test.run=^TestChildrenAreKilled$")
	cmd.Env = append(os.Environ(), waiting+"=2")
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var child []uint32
	for end := time.Now().Add(20 * time.Second); len(child) == 0; {
		if time.Now().After(end) {
			t.Fatal("it started nothing")
		}
		child = descendants(processes(), uint32(cmd.Process.Pid), began)
	}
	cancel()
	if err := cmd.Wait(); err == nil {
		t.Error("it ended by itself")
	}
	for _, id := range child {
		h, err := os.FindProcess(int(id))
		if err != nil {
			continue // gone
		}
		state := make(chan error, 1)
		go func() { _, err := h.Wait(); state <- err }()
		select {
		case <-state:
		case <-time.After(20 * time.Second):
			t.Errorf("process %d lives", id)
			h.Kill()
		}
	}
}
