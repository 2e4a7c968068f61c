package web

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ruhu/cmd/internal/fault"
	"ruhu/model/must"
	"ruhu/samples"
)

// site is a server of a test, and a browser of sorts that was let in.
type site struct {
	t      *testing.T
	server *Server
	http   *http.Client
	base   string
	token  string
}

// open starts a server and goes in by its key.
func open(t *testing.T, change ...func(*Options)) *site {
	t.Helper()
	o := Options{Dir: t.TempDir(), Version: "test", Sample: samples.Roster, Show: func(string) error { return nil }}
	for _, c := range change {
		c(&o)
	}
	s, err := New(o)
	must.Succeed(t, err)
	l, err := s.Listen("0")
	must.Succeed(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	jar, _ := cookiejar.New(nil)
	b := &site{t: t, server: s, http: &http.Client{Jar: jar}, base: "http://127.0.0.1:" + s.Port()}
	page := b.get(strings.TrimPrefix(s.Key(), b.base), http.StatusOK)
	b.token = regexp.MustCompile(`name="token" content="(\w+)"`).FindStringSubmatch(page)[1]
	return b
}

// do sends a request and gives what is answered.
func (b *site) do(r *http.Request, status int) string {
	b.t.Helper()
	answer, err := b.http.Do(r)
	must.Succeed(b.t, err)
	defer answer.Body.Close()
	var text strings.Builder
	if _, err := io.Copy(&text, answer.Body); err != nil {
		b.t.Fatal(err)
	}
	if answer.StatusCode != status {
		b.t.Errorf("%s %s: %d, want %d\n%s", r.Method, r.URL.Path, answer.StatusCode, status, text.String())
	}
	return text.String()
}

// get gives a page, once the rules have judged the roster where it waits for them.
func (b *site) get(path string, status int) string {
	b.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if page := b.getNow(path, status); !strings.Contains(page, `data-poll="/problems/wait`) || time.Now().After(end) {
			return page
		}
	}
}

// getNow gives a page as it is.
func (b *site) getNow(path string, status int) string {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodGet, b.base+path, nil)
	r.RequestURI = ""
	return b.do(r, status)
}

// post sends a form as a page does.
func (b *site) post(path string, fields url.Values, status int) string {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodPost, b.base+path, strings.NewReader(fields.Encode()))
	r.RequestURI = ""
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Ruhu-Token", b.token)
	return b.do(r, status)
}

// TestSample reads the roster to try the program with, and shows what was read.
func TestSample(t *testing.T) {
	b := open(t)
	page := b.post("/roster/sample", nil, http.StatusOK)
	for _, want := range []string{`<dd id="households">52</dd>`, `<dd id="members">190</dd>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
}

// TestRefused: nobody comes in but by the key, once, under this machine's own name, and
// changes nothing but from a page of ours.
func TestRefused(t *testing.T) {
	b := open(t)
	ask := func(method, path string, change func(*http.Request)) *http.Request {
		r := httptest.NewRequest(method, b.base+path, nil)
		r.RequestURI = ""
		if change != nil {
			change(r)
		}
		return r
	}
	head := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	b.do(ask("GET", "/roster", func(r *http.Request) { r.Host = "evil.example:" + b.server.Port() }), http.StatusForbidden)
	b.do(ask("GET", "/roster", func(r *http.Request) { r.Host = "127.0.0.1" }), http.StatusForbidden)
	b.do(ask("POST", "/roster/sample", nil), http.StatusForbidden)
	b.do(ask("POST", "/roster/sample", head("X-Ruhu-Token", "WRONG")), http.StatusForbidden)
	b.do(ask("POST", "/roster/sample", func(r *http.Request) {
		r.Header.Set("X-Ruhu-Token", b.token)
		r.Header.Set("Origin", "http://evil.example")
	}), http.StatusForbidden)
	b.do(ask("POST", "/again", nil), http.StatusForbidden)
	b.post("/roster/folders", fields("path", strings.Repeat("长", 1<<20)), http.StatusUnprocessableEntity) // nothing is done with part of a form
	b.do(ask("GET", "/static/..%2f..%2fgo.mod", nil), http.StatusBadRequest)
	b.do(ask("GET", "/static/page.js%2f..%2f..%2fpages%2fpage.html", nil), http.StatusBadRequest)

	b.do(ask("GET", "/roster", nil), http.StatusOK) // by the cookie
	used := strings.TrimPrefix(b.server.Key(), b.base)
	b.get(used, http.StatusOK)
	b.get(used, http.StatusOK) // back, by the cookie
	stranger := &site{t: t, server: b.server, http: &http.Client{}, base: b.base}
	stranger.get(used, http.StatusForbidden)
	stranger.get("/?key=ABC", http.StatusForbidden)
	late := b.server.Key()
	b.server.guard.keys[late[strings.Index(late, "=")+1:]] = time.Now().Add(-time.Second)
	stranger.get(strings.TrimPrefix(late, b.base), http.StatusForbidden)
	stranger.get("/roster", http.StatusForbidden)
}

// TestPortTaken: of a port that another program has, that is said.
func TestPortTaken(t *testing.T) {
	b := open(t)
	_, err := new(Server).Listen(b.server.Port())
	if err == nil || fault.Reason(err) != "正被其他程序使用" {
		t.Errorf("it says %v", err)
	}
}

// TestAgain: a second start for the same folder finds the first and gets a key of it.
func TestAgain(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	b := open(t)
	second, err := New(b.server.Options)
	must.Succeed(t, err)
	if got := second.Running(t.Context()); got != "" {
		t.Fatalf("found %q before it was written down", got)
	}
	end := b.server.Register()
	got := second.Running(t.Context())
	stranger := &site{t: t, server: b.server, http: &http.Client{}, base: b.base}
	jar, _ := cookiejar.New(nil)
	stranger.http.Jar = jar
	stranger.get(strings.TrimPrefix(got, b.base), http.StatusOK)
	end()
	if got := second.Running(t.Context()); got != "" {
		t.Errorf("found %q after its end", got)
	}
}

// TestStartsAtOnce: of several starts at the same moment for one folder one serves, and
// the others find it.
func TestStartsAtOnce(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	b := open(t)
	var served atomic.Int32
	var starts sync.WaitGroup
	for range 8 {
		starts.Go(func() {
			s := &Server{Options: b.server.Options, guard: guard{port: b.server.Port()}}
			defer s.Alone()()
			if s.Running(t.Context()) == "" {
				time.Sleep(time.Millisecond) // in which another could look
				b.server.Register()
				served.Add(1)
			}
		})
	}
	starts.Wait()
	if served.Load() != 1 {
		t.Errorf("%d serve", served.Load())
	}
}

// fields are those of a form: names and values in turn.
func fields(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// TestSecondStart: who comes in once more keeps what is open; the key is used up.
func TestSecondStart(t *testing.T) {
	b := open(t)
	used := strings.TrimPrefix(b.server.Key(), b.base)
	b.get(used, http.StatusOK)
	b.post("/alive", nil, http.StatusNoContent) // by the token of the first page
	stranger := &site{t: t, server: b.server, http: &http.Client{}, base: b.base}
	stranger.get(used, http.StatusForbidden)
}
