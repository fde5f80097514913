package proxy

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

const queryPath = "POST /api/v1/query"

var question = []json.RawMessage{json.RawMessage(`{"refId":"A"}`)}

func TestQueryAsksAllInOneRequest(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, proxytest.Recorded(t, "answers"))})
	client := New(server.URL, "fwk_secret", server.Client())

	results, err := client.Query(t.Context(), []json.RawMessage{json.RawMessage(`{"refId":"top"}`), json.RawMessage(`{"refId":"bad"}`)})

	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 5 || len(results["top"].Frames) != 1 {
		t.Errorf("got %d results", len(results))
	}
	asked := server.Asked()
	if len(asked) != 1 {
		t.Fatalf("asked %d times", len(asked))
	}
	if want := `{"queries":[{"refId":"top"},{"refId":"bad"}]}`; asked[0].Body != want {
		t.Errorf("asked %s, want %s", asked[0].Body, want)
	}
	for name, want := range map[string]string{
		"Authorization":   "Bearer fwk_secret",
		"Content-Type":    "application/json",
		"Accept-Encoding": "gzip",
		"Idempotency-Key": "",
	} {
		if got := asked[0].Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestAnEmptyTokenAsksAnonymously(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{"GET /api/v1/sites": proxytest.JSON(200, proxytest.Recorded(t, "sites"))})

	response, err := New(server.URL, "", server.Client()).Send(t.Context(), http.MethodGet, "/api/v1/sites", nil)

	if err != nil || response.Status != 200 {
		t.Fatal(response, err)
	}
	if _, sent := server.Asked()[0].Header["Authorization"]; sent {
		t.Error("an Authorization header was sent")
	}
}

func TestCancellingReachesTheProxy(t *testing.T) {
	arrived, gone := make(chan struct{}), make(chan struct{})
	server := proxytest.Serve(t, proxytest.Routes{queryPath: func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(gone)
	}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()

	_, err := New(server.URL, "", server.Client()).Query(ctx, question)

	if failure, ok := errors.AsType[*Error](err); !ok || failure.Status != StatusCancelled || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	select {
	case <-gone:
	case <-time.After(5 * time.Second):
		t.Error("the proxy was not told")
	}
}

// A proxy that is restarted between two questions has closed the connection that is kept for the second.
func TestAConnectionThatTheProxyClosedIsReplaced(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go answerOnceThenClose(connection)
		}
	}()
	client := New("http://"+listener.Addr().String(), "", &http.Client{Transport: &http.Transport{}})

	for range 3 {
		if _, err := client.Query(t.Context(), question); err != nil {
			t.Fatal(err)
		}
	}
}

func answerOnceThenClose(connection net.Conn) {
	defer func() { _ = connection.Close() }()
	reader := bufio.NewReader(connection)
	if _, err := http.ReadRequest(reader); err != nil {
		return
	}
	_, _ = fmt.Fprint(connection, "HTTP/1.1 200 OK\r\nX-Fawkes-Contract: 1\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"results\":{}}")
	// The first byte of a second request: it was sent, and gets no answer.
	_, _ = reader.ReadByte()
	_, _ = reader.Peek(1)
}
