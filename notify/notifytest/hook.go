// Package notifytest has receivers of messages that listen on loopback: a webhook and a
// mail server. Tests tell them when to fail and read what came.
package notifytest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
)

// A Hook is the receiver of a webhook. It takes a request that ends a call of it for
// delivered, or refuses or hangs, as told.
type Hook struct {
	server *httptest.Server
	mutex  sync.Mutex
	refuse int
	hang   bool
	posts  []Post
	came   chan struct{}
	closed chan struct{}
}

// A Post is one request that came.
type Post struct {
	Path, Body string
	Header     http.Header
	Taken      bool // it was answered with success
}

// NewHook starts a receiver that refuses the first requests with 503.
func NewHook(refuse int) *Hook {
	h := &Hook{refuse: refuse, came: make(chan struct{}, 1000), closed: make(chan struct{})}
	h.server = httptest.NewServer(h)
	return h
}

// URL is the address of the receiver, without a slash at its end.
func (h *Hook) URL() string { return h.server.URL }

// Hang says whether requests are kept without an answer from now on.
func (h *Hook) Hang(hang bool) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.hang = hang
}

// Await waits until a request has come that was not waited for before.
func (h *Hook) Await() { <-h.came }

// Posts returns the requests so far.
func (h *Hook) Posts() []Post {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return append([]Post(nil), h.posts...)
}

// Close stops the receiver.
func (h *Hook) Close() {
	close(h.closed)
	h.server.Close()
}

// ServeHTTP takes one request.
func (h *Hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	h.mutex.Lock()
	post := Post{Path: r.URL.RequestURI(), Body: string(body), Header: r.Header.Clone()}
	hang := h.hang
	if refused := h.refuse > 0; refused {
		h.refuse--
	} else {
		post.Taken = !hang
	}
	h.posts = append(h.posts, post)
	h.mutex.Unlock()
	h.came <- struct{}{}
	switch {
	case hang:
		select {
		case <-h.closed:
		case <-r.Context().Done():
		}
	case !post.Taken:
		// As some servers do, it tells what it was asked, secret and all.
		http.Error(w, "not now: "+r.URL.RequestURI()+" "+r.Header.Get("Authorization"), http.StatusServiceUnavailable)
	}
}
