package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// againPath is where a second start of the program asks for a key.
const againPath = "/again"

// answers is how long a running server that reads a large roster may take to answer.
const answers = 2 * time.Second

// running is what a server writes down of itself, for a second start for the same folder.
type running struct {
	Port   string
	Secret string
	file   string
}

// stateFile is where that stands: in the user's own cache folder, which other accounts
// cannot read. Empty: there is no such folder, and nobody is found.
func stateFile(dir string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(cache, "ruhu", "web-"+hex.EncodeToString(sum[:8])+".json")
}

// Alone lets one start of the program for a folder after the other look for a running
// server and write down its own, so that two at the same moment do not both serve. What
// is given lets the next one go on; so does the end of the program.
func (s *Server) Alone() (end func()) {
	file := stateFile(s.Dir)
	if file == "" || os.MkdirAll(filepath.Dir(file), 0o700) != nil {
		return func() {}
	}
	end, err := lockedfile.MutexAt(file + ".lock").Lock()
	if err != nil { // the file system has no locks
		return func() {}
	}
	return sync.OnceFunc(end)
}

// Running asks the server that runs for the same folder for a new key. It gives the
// address; empty: none runs.
func (s *Server) Running(ctx context.Context) string {
	text, err := os.ReadFile(stateFile(s.Dir))
	if err != nil {
		return ""
	}
	var r running
	if json.Unmarshal(text, &r) != nil || r.Port == "" {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, answers)
	defer cancel()
	address := "http://127.0.0.1:" + r.Port
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, address+againPath, nil)
	if err != nil {
		return ""
	}
	ask.Header.Set("X-Ruhu-Secret", r.Secret)
	// No proxy of the surroundings is asked for the way to this machine.
	answer, err := (&http.Client{Transport: &http.Transport{}}).Do(ask)
	if err != nil {
		return "" // it has ended: what stands in the file is stale
	}
	defer answer.Body.Close()
	key, err := io.ReadAll(io.LimitReader(answer.Body, 64))
	if err != nil || answer.StatusCode != http.StatusOK || len(key) != len(rand.Text()) {
		return ""
	}
	return address + "/?key=" + string(key)
}

// Register writes down where the server is. What is given takes that away again.
func (s *Server) Register() (end func()) {
	r := running{Port: s.Port(), Secret: rand.Text(), file: stateFile(s.Dir)}
	text, err := json.Marshal(r)
	if r.file == "" || err != nil || os.MkdirAll(filepath.Dir(r.file), 0o700) != nil {
		return func() {}
	}
	s.guard.mu.Lock()
	s.guard.secret = r.Secret
	s.guard.mu.Unlock()
	_ = os.Remove(r.file) // of a server that was killed; and what it was made readable for
	if os.WriteFile(r.file, text, 0o600) != nil {
		return func() {}
	}
	return func() {
		if now, err := os.ReadFile(r.file); err == nil && strings.Contains(string(now), r.Secret) {
			_ = os.Remove(r.file)
		}
	}
}

// again gives a key to a second start of the program.
func (s *Server) again(w http.ResponseWriter, r *http.Request) {
	s.guard.mu.Lock()
	secret := s.guard.secret
	s.guard.mu.Unlock()
	if secret == "" || subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Ruhu-Secret")), []byte(secret)) != 1 {
		refuse(w)
		return
	}
	_, _ = io.WriteString(w, s.guard.key())
}
