package proxy

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func events(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		_, _ = w.Write([]byte(text))
	}
}

func TestWhatAStreamSays(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	const answer, problem = "event: answer\ndata: ", "event: problem\ndata: "
	tests := map[string]struct {
		text string
		said []string
	}{
		"answers":                      {answer + `{"meta":1}` + "\n\n" + answer + `{"meta":2}` + "\n\n", []string{"1", "2"}},
		"comments between":             {": here\n\n" + answer + `{"meta":1}` + "\n\n: here\n\n\n", []string{"1"}},
		"lines that end as on the web": {"event:answer\r\ndata:{\"meta\":1}\r\n\r\n", []string{"1"}},
		"data in two lines":            {answer + `{"meta":` + "\ndata: 1}\n\n", []string{"1"}},
		"a long line":                  {answer + `{"meta":"` + long + `"}` + "\n\n", []string{`"` + long + `"`}},
		"a problem":                    {problem + `{"status":503,"detail":"Wait."}` + "\n\n", []string{"Wait."}},
		"what nobody knows":            {"event: news\ndata: {}\n\nid: 7\n" + answer + `{"meta":1}` + "\n\n", []string{"1"}},
		"an event broken off":          {answer + `{"meta":1}` + "\n\n" + answer + `{"meta":2}`, []string{"1"}},
		"nothing":                      {"", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := proxytest.Serve(t, proxytest.Routes{"POST /api/v1/live": events(test.text)})
			var said []string
			err := New(server.URL, "", server.Client()).Watch(t.Context(), nil, func(state Result) error {
				if state.Problem != nil {
					said = append(said, state.Problem.Text())
				} else {
					said = append(said, string(state.Meta))
				}
				return nil
			})
			expectFailure(t, err, 502, []string{"broke off", "try again"})
			if strings.Join(said, " ") != strings.Join(test.said, " ") {
				t.Errorf("got %.200q, want %.200q", said, test.said)
			}
		})
	}
}

func TestWhyThereIsNoStream(t *testing.T) {
	tests := map[string]struct {
		handler http.HandlerFunc
		status  int
		says    string
	}{
		"a wrong token":   {proxytest.JSON(401, proxytest.Recorded(t, "bad-token")), 401, "does not accept the token"},
		"too many":        {proxytest.JSON(429, []byte(`{"status":429,"detail":"The workspace has 100 live streams open."}`)), 429, "100 live streams"},
		"HTML":            {proxytest.HTML(200), 502, "is not the proxy"},
		"a newer proxy":   {proxytest.Speaking("2", events("")), 502, "update the plugin"},
		"an endless line": {events("data: " + strings.Repeat("x", 5000)), 422, "too large"},
		"no JSON":         {events("event: answer\ndata: {\n\n"), 502, "is not the proxy, or of another version"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := proxytest.Serve(t, proxytest.Routes{"POST /api/v1/live": test.handler})
			client := New(server.URL, "fwk_x", server.Client())
			client.maxBody = 4096

			err := client.Watch(t.Context(), nil, func(Result) error { return nil })

			expectFailure(t, err, test.status, []string{test.says})
		})
	}
}

func TestAViewerThatFailsEndsTheStream(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{"POST /api/v1/live": events("event: answer\ndata: {}\n\n")})
	full := errors.New("full")

	err := New(server.URL, "", server.Client()).Watch(t.Context(), nil, func(Result) error { return full })

	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

// A proxy whose machine was switched off closes no connection.
func TestAStreamThatFallsSilentIsBrokenOff(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{"POST /api/v1/live": func(w http.ResponseWriter, r *http.Request) {
		events("event: answer\ndata: {}\n\n")(w, r)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}})
	client := New(server.URL, "", server.Client())
	client.silence = 200 * time.Millisecond
	states := 0

	err := client.Watch(t.Context(), nil, func(Result) error {
		states++
		return nil
	})

	expectFailure(t, err, 502, []string{"broke off"})
	if states != 1 {
		t.Errorf("it said %d states", states)
	}
}
