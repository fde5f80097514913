package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

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

func TestTheProxyIsToldForWhomGrafanaAsks(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, proxytest.Recorded(t, "answers"))})
	request := panel("top")
	request.PluginContext.User = &backend.User{Login: "ana"}
	request.SetHTTPHeader("X-Dashboard-Uid", "shop")
	request.SetHTTPHeader("X-Panel-Id", "7")

	ask(t, connect(t, server.URL, ""), request)

	sent := server.Asked()[0].Header
	for name, want := range map[string]string{"X-Grafana-User": "ana", "X-Dashboard-Uid": "shop", "X-Panel-Id": "7"} {
		if got := sent.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
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

// BenchmarkQueryData brings 100,000 rows of 5 fields from the proxy's socket to the message that Grafana is sent.
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
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Fawkes-Contract", "1")
		_, _ = w.Write(body)
	}))
	defer server.Close()
	datasource := connect(b, server.URL, "")
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		response, err := datasource.QueryData(b.Context(), panel("A"))
		if err != nil || response.Responses["A"].Error != nil || response.Responses["A"].Frames[0].Rows() != rows {
			b.Fatal(response, err)
		}
		if _, err := backend.ToProto().QueryDataResponse(backend.DataFrameFormat_ARROW, response); err != nil {
			b.Fatal(err)
		}
	}
}
