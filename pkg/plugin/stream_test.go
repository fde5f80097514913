package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

const livePath = "POST /api/v1/live"

// one is an answer of one number, as an event of the stream.
func one(number int) string {
	return fmt.Sprintf(`event: answer`+"\n"+`data: {"meta":{"workspace":"default"},"frames":[{"schema":{"fields":[{"name":"n","type":"number","typeInfo":{"frame":"float64","nullable":true}}]},"data":{"values":[[%d]]}}]}`+"\n\n", number)
}

// streams answers each request with what the next of the scripts writes; after the last it stays open.
func streams(scripts ...string) http.HandlerFunc {
	next := make(chan string, len(scripts))
	for _, script := range scripts {
		next <- script
	}
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusOK)
		select {
		case script := <-next:
			_, _ = w.Write([]byte(script))
		default:
		}
		w.(http.Flusher).Flush()
		if len(next) == 0 {
			<-r.Context().Done()
		}
	}
}

// packets are what a stream sent.
type packets chan json.RawMessage

func (p packets) Send(packet *backend.StreamPacket) error {
	p <- packet.Data
	return nil
}

// frame waits for the next that was sent.
func (p packets) frame(t *testing.T) *data.Frame {
	t.Helper()
	select {
	case text := <-p:
		frame := &data.Frame{}
		if err := frame.UnmarshalJSON(text); err != nil {
			t.Fatal(err)
		}
		return frame
	case <-time.After(20 * time.Second):
		t.Fatal("nothing was sent")
		return nil
	}
}

func value(frame *data.Frame) float64 {
	number, _ := frame.Fields[0].NullableFloatAt(0)
	return *number
}

// run runs the stream of a question until the test ends or leave is called.
func run(t *testing.T, datasource *Datasource) (sent packets, leave func() error) {
	t.Helper()
	channel := toWatched(json.RawMessage(`{"v":1,"kind":"any","live":true}`), march)
	message, _ := json.Marshal(channel)
	sent = make(packets, 100)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		request := &backend.RunStreamRequest{Path: channel.Path, Data: message}
		ended <- datasource.RunStream(ctx, request, backend.NewStreamSender(sent))
	}()
	return sent, func() error {
		cancel()
		return <-ended
	}
}

func TestAStreamSendsEachWholeWindow(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{livePath: streams(": still here\n\n" + one(1) + ": still here\n\n" + one(2))})
	sent, leave := run(t, connect(t, server.URL, "fwk_secret"))

	for _, want := range []float64{1, 2} {
		if got := value(sent.frame(t)); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if err := leave(); err == nil || len(sent) > 0 {
		t.Errorf("ended with %v, %d more sent", err, len(sent))
	}
	asked := server.Asked()
	if len(asked) != 1 || asked[0].Header.Get("Authorization") != "Bearer fwk_secret" {
		t.Fatalf("asked %+v", asked)
	}
	const length = `"range":{"from":0,"to":259200000}`
	expectSaid(t, asked[0].Body, `"live":true`, length)
}

// The proxy is stopped and started again: the stream goes on with the whole window, after having said that it stood still.
func TestAStreamOutlivesTheProxy(t *testing.T) {
	starting := proxytest.JSON(503, []byte(`{"status":503,"detail":"The event store is starting."}`))
	script := streams(one(1), one(2))
	requests := 0
	server := proxytest.Serve(t, proxytest.Routes{livePath: func(w http.ResponseWriter, r *http.Request) {
		if requests++; requests == 2 {
			starting(w, r)
			return
		}
		script(w, r)
	}})
	sent, leave := run(t, connect(t, server.URL, ""))

	first, broken, refused, second := sent.frame(t), sent.frame(t), sent.frame(t), sent.frame(t)

	if value(first) != 1 || value(broken) != 1 || value(refused) != 1 || value(second) != 2 {
		t.Errorf("got %v, %v, %v, %v", value(first), value(broken), value(refused), value(second))
	}
	for frame, says := range map[*data.Frame]string{broken: "Not live now: The proxy at", refused: "The event store is starting."} {
		if frame.Meta == nil || len(frame.Meta.Notices) == 0 || !strings.Contains(frame.Meta.Notices[0].Text, says) {
			t.Errorf("%+v does not say %q", frame.Meta, says)
		}
	}
	for _, frame := range []*data.Frame{first, second} {
		if len(frame.Meta.Notices) > 0 {
			t.Errorf("it says %v", frame.Meta.Notices)
		}
	}
	_ = leave()
}

func TestAProblemOfTheStreamIsSaidUntilItIsOver(t *testing.T) {
	problem := `event: problem` + "\n" + `data: {"status":503,"detail":"The event store does not answer."}` + "\n\n"
	server := proxytest.Serve(t, proxytest.Routes{livePath: streams(one(1) + problem + one(3))})
	sent, leave := run(t, connect(t, server.URL, ""))

	sent.frame(t)
	stale, fresh := sent.frame(t), sent.frame(t)

	expectSaid(t, stale.Meta.Notices[0].Text, "Not live now: The event store does not answer.")
	if value(stale) != 1 || value(fresh) != 3 || len(fresh.Meta.Notices) > 0 {
		t.Errorf("got %v, then %v", value(stale), value(fresh))
	}
	_ = leave()
}

// When nobody looks any more Grafana ends the call, and the proxy must learn of it.
func TestAStreamThatNobodyWatchesIsClosed(t *testing.T) {
	gone := make(chan struct{})
	server := proxytest.Serve(t, proxytest.Routes{livePath: func(w http.ResponseWriter, r *http.Request) {
		streams(one(1))(w, r)
		close(gone)
	}})
	sent, leave := run(t, connect(t, server.URL, ""))
	sent.frame(t)
	_ = leave()
	<-gone
}

func TestWhoMaySubscribe(t *testing.T) {
	channel := toWatched(json.RawMessage(`{"v":1,"kind":"any","live":true}`), march)
	message := func(query string) json.RawMessage {
		text, _ := json.Marshal(watched{Query: query})
		return text
	}
	tests := map[string]struct {
		path   string
		data   json.RawMessage
		status backend.SubscribeStreamStatus
	}{
		"its own question":   {channel.Path, message(channel.Query), backend.SubscribeStreamStatusOK},
		"another's question": {channel.Path, message(`{"v":1,"kind":"other"}`), backend.SubscribeStreamStatusNotFound},
		"another path":       {"live/x", message(channel.Query), backend.SubscribeStreamStatusNotFound},
		"no question":        {channel.Path, nil, backend.SubscribeStreamStatusNotFound},
		"no JSON":            {pathOf("{"), message("{"), backend.SubscribeStreamStatusNotFound},
		"a long one":         {pathOf(`"` + strings.Repeat("x", longestWatched) + `"`), message(`"` + strings.Repeat("x", longestWatched) + `"`), backend.SubscribeStreamStatusNotFound},
	}
	datasource := connect(t, "http://127.0.0.1:1", "")
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			response, err := datasource.SubscribeStream(t.Context(), &backend.SubscribeStreamRequest{Path: test.path, Data: test.data})
			if err != nil || response.Status != test.status {
				t.Errorf("got %+v, %v", response, err)
			}
		})
	}
	published, err := datasource.PublishStream(t.Context(), &backend.PublishStreamRequest{Path: channel.Path})
	if err != nil || published.Status != backend.PublishStreamStatusPermissionDenied {
		t.Errorf("got %+v, %v", published, err)
	}
}

func TestPanelsThatAskTheSameShareAChannel(t *testing.T) {
	at := func(hour int) backend.TimeRange {
		to := march.To.Add(time.Duration(hour) * time.Hour)
		return backend.TimeRange{From: to.Add(-time.Hour), To: to}
	}
	midnight := func(hour int) backend.TimeRange {
		return backend.TimeRange{From: march.To, To: march.To.Add(time.Duration(hour)*time.Hour + 1234*time.Millisecond)}
	}
	const question = `{"kind":"any","live":true,"refId":"A","range":{},"v":1}`
	first := toWatched(json.RawMessage(question), at(1))
	tests := map[string]struct {
		question string
		asked    backend.TimeRange
		same     bool
	}{
		"later, by another name": {`{"v":1,"refId":"B","kind":"any","live":true}`, at(5), true},
		"another question":       {`{"v":1,"kind":"other","live":true}`, at(1), false},
		"a longer range":         {question, backend.TimeRange{From: march.From, To: march.To}, false},
		"from a start on":        {question, midnight(1), false},
	}
	for name, test := range tests {
		if got := toWatched(json.RawMessage(test.question), test.asked); (got == first) != test.same {
			t.Errorf("%s: got %+v, first %+v", name, got, first)
		}
	}
	if morning, noon := toWatched(json.RawMessage(question), midnight(9)), toWatched(json.RawMessage(question), midnight(12)); morning != noon {
		t.Errorf("got %+v and %+v", morning, noon)
	}
}

func TestAnAnswerSaysHowToWatchIt(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, proxytest.Recorded(t, "answers"))})
	tests := map[string]struct {
		query, alert string
		watched      bool
	}{
		"watched":       {`{"v":1,"kind":"any","live":true}`, "", true},
		"not watched":   {`{"v":1,"kind":"any"}`, "", false},
		"switched off":  {`{"v":1,"kind":"any","live":false}`, "", false},
		"an alert rule": {`{"v":1,"kind":"any","live":true}`, "true", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			request := panel("top")
			request.Headers = map[string]string{fromAlert: test.alert}
			request.Queries[0].JSON = json.RawMessage(test.query)

			response := ask(t, connect(t, server.URL, ""), request)["top"]

			channel, there := response.Frames[0].Meta.Custom.(map[string]any)["live"].(watched)
			if there != test.watched {
				t.Fatalf("got %+v", response.Frames[0].Meta.Custom)
			}
			message, _ := json.Marshal(channel)
			if _, ok := subscribed(channel.Path, message); ok != test.watched {
				t.Errorf("%+v cannot be subscribed to", channel)
			}
		})
	}
}
