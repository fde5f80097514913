// Package proxytest stands in for the aggregation proxy in tests: an HTTP server that gives answers which were recorded
// from the real one, over a store of a few events.
package proxytest

import (
	"compress/gzip"
	"embed"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

//go:embed testdata/*.json
var recordings embed.FS

// Recorded is what the real proxy once said, by the name of its file in testdata.
func Recorded(tb testing.TB, name string) []byte {
	tb.Helper()
	text, err := recordings.ReadFile("testdata/" + name + ".json")
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

// Asked is a request as it arrived.
type Asked struct {
	Method string
	Path   string
	Header http.Header
	Body   string
}

// Server is the stand-in; it ends with its test.
type Server struct {
	*httptest.Server
	mutex sync.Mutex
	asked []Asked
}

// Routes are handlers by `METHOD /path`; any other request is answered by 404.
type Routes map[string]http.HandlerFunc

// Serve starts a stand-in.
func Serve(tb testing.TB, routes Routes) *Server {
	tb.Helper()
	server := &Server{}
	server.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		server.mutex.Lock()
		server.asked = append(server.asked, Asked{Method: r.Method, Path: r.RequestURI, Header: r.Header, Body: string(body)})
		server.mutex.Unlock()
		handler, known := routes[r.Method+" "+r.RequestURI]
		if !known {
			handler = http.NotFound
		}
		w.Header().Set("X-Fawkes-Contract", "1")
		handler(w, r)
	}))
	tb.Cleanup(server.Close)
	return server
}

// Asked are the requests so far, in the order in which they arrived.
func (s *Server) Asked() []Asked {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Asked(nil), s.asked...)
}

// Says answers with a status, a content type and a body, in gzip where that is accepted.
func Says(status int, contentType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.WriteHeader(status)
			_, _ = w.Write(body)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		packed := gzip.NewWriter(w)
		_, _ = packed.Write(body)
		_ = packed.Close()
	}
}

// JSON answers with a body of JSON, as the proxy does.
func JSON(status int, body []byte) http.HandlerFunc {
	contentType := "application/json; charset=utf-8"
	if status >= http.StatusBadRequest {
		contentType = "application/problem+json"
	}
	return Says(status, contentType, body)
}

// HTML answers as something that is not the proxy.
func HTML(status int) http.HandlerFunc {
	return Speaking("", Says(status, "text/html", []byte("<html><body><h1>502 Bad Gateway</h1></body></html>")))
}

// Speaking answers in another version of the contract than 1, or, where it is empty, in none.
func Speaking(version string, handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Del("X-Fawkes-Contract")
		if version != "" {
			w.Header().Set("X-Fawkes-Contract", version)
		}
		handler(w, r)
	}
}
