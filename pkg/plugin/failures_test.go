package plugin

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

// Whatever is wrong between Grafana and the proxy, each query of a panel and the test in the settings say the same:
// one sentence, with what is wrong and what to do.
func TestFailuresAreSaidAlikeByQueriesAndHealth(t *testing.T) {
	recorded := func(status int, name string) http.HandlerFunc {
		return proxytest.JSON(status, proxytest.Recorded(t, name))
	}
	healthy := recorded(200, "healthy")
	everywhere := func(handler http.HandlerFunc) proxytest.Routes {
		return proxytest.Routes{queryPath: handler, "GET /health": handler}
	}
	queries := func(handler http.HandlerFunc) proxytest.Routes {
		return proxytest.Routes{queryPath: handler, "GET /health": healthy}
	}
	otherWorkspace := []byte(`{"status":403,"code":"other_workspace","detail":"You may not act in the workspace \"shop\"."}`)
	tests := map[string]struct {
		routes proxytest.Routes
		status backend.Status
		says   string
	}{
		"down":                  {nil, 502, "does not answer: is it running"},
		"slow":                  {everywhere(forever), 504, "took too long: ask for a shorter range, or set a longer time-out"},
		"slow with questions":   {queries(forever), 504, "took too long: ask for a shorter range, or set a longer time-out"},
		"restarted meanwhile":   {queries(brokenOff), 502, "broke off in the middle of its answer: it may have been restarted, so try again"},
		"HTML":                  {everywhere(proxytest.HTML(200)), 502, "is not the proxy, or of another version: is the address right"},
		"HTML of a gateway":     {everywhere(proxytest.HTML(502)), 502, "is not the proxy, or of another version: is the address right"},
		"HTML for questions":    {queries(proxytest.HTML(403)), 502, "is not the proxy, or of another version: is the address right"},
		"a wrong token":         {queries(recorded(401, "bad-token")), 401, "does not accept the token: enter a valid one"},
		"a role that may not":   {queries(recorded(403, "role")), 403, "may not do this: This needs the role read"},
		"another workspace's":   {queries(proxytest.JSON(403, otherWorkspace)), 403, "is of another workspace than"},
		"a newer proxy":         {everywhere(proxytest.Speaking("2", healthy)), 502, "is newer than this plugin: update the plugin"},
		"an older proxy":        {everywhere(proxytest.Speaking("0", healthy)), 502, "is older than this plugin: update the proxy"},
		"newer behind a health": {queries(proxytest.Speaking("2", recorded(400, "twice"))), 502, "is newer than this plugin: update the plugin"},
		"too many questions":    {queries(proxytest.JSON(429, []byte(`{"status":429,"detail":"More than 60 requests a minute: go on in 20 s."}`))), 429, "go on in 20 s"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := closedAddress()
			if test.routes != nil {
				address = proxytest.Serve(t, test.routes).URL
			}
			datasource := connectWith(t, map[string]any{"address": address, "timeout": 1}, "fwk_x")

			health, err := datasource.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
			if err != nil || health.Status != backend.HealthStatusError {
				t.Fatal(health, err)
			}
			for refID, response := range ask(t, datasource, panel("A", "B")) {
				if response.Error == nil || response.Status != test.status || response.ErrorSource != backend.ErrorSourceDownstream {
					t.Fatalf("%s: got %+v", refID, response)
				}
				expectSaid(t, response.Error.Error(), test.says)
				if response.Error.Error() != health.Message {
					t.Errorf("health says %q, a query %q", health.Message, response.Error)
				}
			}
			if strings.Count(health.Message, ". ") > 1 || strings.Contains(health.Message, "\n") {
				t.Errorf("more than a sentence and its reason: %q", health.Message)
			}
		})
	}
}

// closedAddress is where nobody listens any more.
func closedAddress() string {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	return server.URL
}

func forever(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func brokenOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"results":`))
}
