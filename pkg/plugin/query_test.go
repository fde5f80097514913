package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func ask(t *testing.T, datasource *Datasource, request *backend.QueryDataRequest) backend.Responses {
	t.Helper()
	response, err := datasource.QueryData(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	if len(response.Responses) != len(request.Queries) {
		t.Errorf("got %d responses to %d queries", len(response.Responses), len(request.Queries))
	}
	return response.Responses
}

func TestOneRequestForAllQueriesOfAPanel(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, proxytest.Recorded(t, "answers"))})

	responses := ask(t, connect(t, server.URL, "fwk_secret"), panel("top", "funnel", "bad", "unknown", "lost"))

	for _, refID := range []string{"top", "funnel"} {
		if response := responses[refID]; response.Error != nil || response.Status != 200 || response.Frames[0].RefID != refID {
			t.Errorf("%s: got %+v", refID, response)
		}
	}
	for refID, want := range map[string]struct {
		status backend.Status
		says   []string
	}{
		"bad":     {400, []string{"not valid", "interval: an interval is a number and one of", "measures.0.measure: Invalid option"}},
		"unknown": {400, []string{"A query has one of the kinds", `kind: there is no kind "no_such_kind"`}},
		"lost":    {502, []string{"no answer to this query"}},
	} {
		response := responses[refID]
		if response.Error == nil || response.Status != want.status || response.ErrorSource != backend.ErrorSourceDownstream {
			t.Fatalf("%s: got %+v", refID, response)
		}
		expectSaid(t, response.Error.Error(), want.says...)
	}
	if asked := server.Asked(); len(asked) != 1 || asked[0].Header.Get("Authorization") != "Bearer fwk_secret" {
		t.Errorf("asked %+v", asked)
	}
}

func TestAQueryThatIsNoJSONDoesNotCostTheOthers(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, proxytest.Recorded(t, "answers"))})
	request := panel("top", "broken")
	request.Queries[1].JSON = json.RawMessage(`[]`)

	responses := ask(t, connect(t, server.URL, ""), request)

	if responses["top"].Error != nil {
		t.Error(responses["top"].Error)
	}
	if broken := responses["broken"]; broken.Error == nil || broken.Status != 400 {
		t.Errorf("got %+v", broken)
	}
}

func TestNothingIsAskedWhereNoQueryCanBe(t *testing.T) {
	server := proxytest.Serve(t, nil)
	request := panel("A")
	request.Queries[0].JSON = json.RawMessage(`null`)

	ask(t, connect(t, server.URL, ""), request)

	if asked := server.Asked(); len(asked) > 0 {
		t.Errorf("asked %+v", asked)
	}
}

func TestAQueryWithoutARefIDIsA(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, proxytest.Recorded(t, "probe"))})

	response := ask(t, connect(t, server.URL, ""), panel(""))[""]

	if response.Error != nil || response.Frames[0].RefID != "A" {
		t.Errorf("got %+v", response)
	}
	expectSaid(t, server.Asked()[0].Body, `"refId":"A"`)
}

func TestWhatFailsAsAWholeIsSaidToEachQuery(t *testing.T) {
	down := httptest.NewServer(http.NotFoundHandler())
	down.Close()
	serve := func(handler http.HandlerFunc) string {
		return proxytest.Serve(t, proxytest.Routes{queryPath: handler}).URL
	}
	tests := map[string]struct {
		address string
		status  backend.Status
		says    string
	}{
		"down":          {down.URL, 502, "does not answer: is it running"},
		"a wrong token": {serve(proxytest.JSON(401, proxytest.Recorded(t, "bad-token"))), 401, "does not accept the token"},
		"HTML":          {serve(proxytest.HTML(502)), 502, "is not the proxy"},
		"twice":         {serve(proxytest.JSON(400, proxytest.Recorded(t, "twice"))), 400, "two queries have the refId"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			responses := ask(t, connect(t, test.address, "fwk_x"), panel("A", "B"))
			for refID, response := range responses {
				if response.Error == nil || response.Status != test.status || response.ErrorSource != backend.ErrorSourceDownstream {
					t.Fatalf("%s: got %+v", refID, response)
				}
				expectSaid(t, response.Error.Error(), test.says)
			}
		})
	}
}

func TestACancelledQuestionIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := proxytest.Serve(t, proxytest.Routes{queryPath: func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}})

	response, err := connect(t, server.URL, "").QueryData(ctx, panel("A"))

	if err != nil {
		t.Fatal(err)
	}
	if got := response.Responses["A"]; !errors.Is(got.Error, context.Canceled) || got.Status != 499 {
		t.Errorf("got %+v", got)
	}
}

func TestQuestionsAtOnceAreBounded(t *testing.T) {
	const panels = 3 * maxConnections
	var now, most atomic.Int32
	body := proxytest.Recorded(t, "answers")
	server := proxytest.Serve(t, proxytest.Routes{queryPath: func(w http.ResponseWriter, r *http.Request) {
		for at := now.Add(1); ; {
			if seen := most.Load(); at <= seen || most.CompareAndSwap(seen, at) {
				break
			}
		}
		time.Sleep(20 * time.Millisecond)
		now.Add(-1)
		proxytest.JSON(200, body)(w, r)
	}})
	datasource := connect(t, server.URL, "")

	var group sync.WaitGroup
	for range panels {
		group.Go(func() {
			if response := ask(t, datasource, panel("top"))["top"]; response.Error != nil {
				t.Error(response.Error)
			}
		})
	}
	group.Wait()

	if most.Load() > maxConnections || most.Load() < 2 {
		t.Errorf("%d questions at once, want at most %d", most.Load(), maxConnections)
	}
}

// BenchmarkQueryData brings 100,000 rows of 5 fields from the proxy's socket to frames.
func BenchmarkQueryData(b *testing.B) {
	const rows = 100_000
	times, numbers := make([]int64, rows), make([]float64, rows)
	for i := range rows {
		times[i], numbers[i] = 1772323200000+int64(i)*1000, float64(i)+0.25
	}
	values, err := json.Marshal([]any{times, numbers, numbers, numbers, numbers})
	if err != nil {
		b.Fatal(err)
	}
	const number = `{"name":"n","typeInfo":{"frame":"float64","nullable":true}}`
	body := []byte(`{"results":{"A":{"meta":{},"frames":[{"schema":{"fields":[{"name":"t","typeInfo":{"frame":"time","nullable":true}}` +
		strings.Repeat(","+number, 4) + `]},"data":{"values":` + string(values) + `}}]}}}`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }))
	defer server.Close()
	datasource := connect(b, server.URL, "")
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		response, err := datasource.QueryData(b.Context(), panel("A"))
		if err != nil || response.Responses["A"].Error != nil || response.Responses["A"].Frames[0].Rows() != rows {
			b.Fatal(response, err)
		}
	}
}
