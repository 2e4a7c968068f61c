package web

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"strings"
	"sync"
	"time"
)

// keyLife is how long a key in an address is good.
const keyLife = time.Minute

// guard knows who may come in. A key in an address, of 128 bits, is good once and for a
// minute; it is exchanged for a cookie, to which a token belongs. All ports of this
// machine's own address share cookies, so that a change must also carry the token, which
// only a page of ours knows.
type guard struct {
	port   string // of the server
	mu     sync.Mutex
	keys   map[string]time.Time // until when
	tokens map[string]string    // by cookie
	secret string               // of a second start; empty: there is none
}

// key makes a key.
func (g *guard) key() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.keys == nil {
		g.keys = make(map[string]time.Time)
	}
	key := rand.Text() // 130 bits
	g.keys[key] = time.Now().Add(keyLife)
	return key
}

// exchange gives a cookie for a key, which is used up. Empty: the key is none.
func (g *guard) exchange(key string) (cookie string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	until, ok := g.keys[key]
	delete(g.keys, key)
	if !ok || time.Now().After(until) {
		return ""
	}
	if g.tokens == nil {
		g.tokens = make(map[string]string)
	}
	cookie = rand.Text()
	g.tokens[cookie] = rand.Text()
	return cookie
}

// token gives that of a cookie; empty: the cookie is none.
func (g *guard) token(cookie string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.tokens[cookie]
}

// cookieName tells the cookies of several programs on one machine apart.
func (g *guard) cookieName() string { return "ruhu-" + g.port }

// policy lets a page load nothing but what is served here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// protect lets nothing through that comes by another name of this machine (whose page
// could then read ours), nor any change that another site began.
func (g *guard) protect(h http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { refuse(w) }))
	h = origin.Handler(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Cache-Control", "no-store")
		head.Set("Content-Security-Policy", policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("X-Frame-Options", "DENY")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		if r.Host != "127.0.0.1:"+g.port && r.Host != "localhost:"+g.port {
			refuse(w)
			return
		}
		if key := r.URL.Query().Get("key"); key != "" && r.URL.Path == "/" && r.Method == http.MethodGet {
			g.enter(w, r, key)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// enter exchanges the key of an address for a cookie. A browser that is in already, as
// after going back or a second start of the program, stays in by what it has: its open
// tabs know the token of that.
func (g *guard) enter(w http.ResponseWriter, r *http.Request, key string) {
	cookie := g.exchange(key)
	in := g.tokenOf(r) != ""
	if cookie == "" && !in {
		refuse(w)
		return
	}
	if !in {
		http.SetCookie(w, &http.Cookie{Name: g.cookieName(), Value: cookie, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	http.Redirect(w, r, "/roster", http.StatusSeeOther)
}

// tokenOf gives the token of who asks; empty: nobody who was let in.
func (g *guard) tokenOf(r *http.Request) string {
	c, err := r.Cookie(g.cookieName())
	if err != nil {
		return ""
	}
	return g.token(c.Value)
}

// carries reports a change that came from a page of ours. The token of a form that is
// read as a stream must stand in its head.
func carries(r *http.Request, token string) bool {
	given := r.Header.Get("X-Ruhu-Token")
	if given == "" && !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		given = r.PostFormValue("token")
	}
	return subtle.ConstantTimeCompare([]byte(given), []byte(token)) == 1
}

// refuse says how one comes in.
func refuse(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(`<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>不能打开</title>
<h1>这个页面不能这样打开</h1>
<p>请回到 ruhu 的窗口，再打开一次 ruhu 程序，它会自己打开浏览器；窗口里写的地址只能用一次，一分钟内有效。</p></html>`))
}
