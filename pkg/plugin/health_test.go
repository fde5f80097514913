package plugin

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestCheckHealth(t *testing.T) {
	const healthPath = "GET /health"
	recorded := func(status int, name string) http.HandlerFunc {
		return proxytest.JSON(status, proxytest.Recorded(t, name))
	}
	answer := func(result string) http.HandlerFunc {
		return proxytest.JSON(200, []byte(`{"results":{"A":`+result+`}}`))
	}
	healthy := recorded(200, "healthy")
	tests := map[string]struct {
		routes proxytest.Routes
		status backend.HealthStatus
		says   []string
	}{
		"all is well": {
			proxytest.Routes{healthPath: healthy, queryPath: recorded(200, "probe")},
			backend.HealthStatusOk,
			[]string{`Connected to workspace "default" (version 0.1.0). Last event `, " ago."},
		},
		"no event yet": {
			proxytest.Routes{healthPath: healthy, queryPath: answer(`{"frames":[],"meta":{"workspace":"new","freshness":null}}`)},
			backend.HealthStatusOk,
			[]string{`Connected to workspace "new" (version 0.1.0). No event has arrived yet.`},
		},
		"parts that are not ready": {
			proxytest.Routes{healthPath: recorded(503, "starting")},
			backend.HealthStatusError,
			[]string{"can be reached, but its engine is starting (the tables are being made) and its ingestion is failing (the disk is full).", "log"},
		},
		"a part that starts": {
			proxytest.Routes{healthPath: proxytest.JSON(503, []byte(`{"service":"analytics-dashboard","engine":{"status":"starting"}}`))},
			backend.HealthStatusError,
			[]string{"its engine is starting. Try again in a moment."},
		},
		"a wrong token": {
			proxytest.Routes{healthPath: healthy, queryPath: recorded(401, "bad-token")},
			backend.HealthStatusError,
			[]string{"does not accept the token"},
		},
		"no token": {
			proxytest.Routes{healthPath: healthy, queryPath: recorded(401, "no-token")},
			backend.HealthStatusError,
			[]string{"does not accept the token"},
		},
		"a token that may not read": {
			proxytest.Routes{healthPath: healthy, queryPath: recorded(403, "role")},
			backend.HealthStatusError,
			[]string{"needs the role read"},
		},
		"a question that fails": {
			proxytest.Routes{healthPath: healthy, queryPath: answer(`{"error":{"status":503,"detail":"The event store does not answer."}}`)},
			backend.HealthStatusError,
			[]string{"is ready, but cannot answer a question: The event store does not answer."},
		},
		"another server": {
			proxytest.Routes{healthPath: proxytest.HTML(200)},
			backend.HealthStatusError,
			[]string{"is not the proxy"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := proxytest.Serve(t, test.routes)
			result, err := connect(t, server.URL, "fwk_x").CheckHealth(t.Context(), &backend.CheckHealthRequest{})
			if err != nil {
				t.Fatal(err)
			}
			if result.Status != test.status {
				t.Errorf("got %v", result)
			}
			expectSaid(t, result.Message, test.says...)
		})
	}
}

func TestHealthOfAProxyThatIsDown(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()

	result, err := connect(t, server.URL, "").CheckHealth(t.Context(), &backend.CheckHealthRequest{})

	if err != nil || result.Status != backend.HealthStatusError {
		t.Fatal(result, err)
	}
	expectSaid(t, result.Message, server.URL+" does not answer: is it running")
}

func TestHealthSaysWhoseWorkspaceIsReadWithoutAToken(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{
		"GET /health": proxytest.JSON(200, proxytest.Recorded(t, "healthy")),
		queryPath:     proxytest.JSON(200, proxytest.Recorded(t, "probe")),
	})
	const said = `No token is set: the proxy lets anyone read workspace "default"`
	for token, expected := range map[string]bool{"": true, "fwk_x": false} {
		result, err := connect(t, server.URL, token).CheckHealth(t.Context(), &backend.CheckHealthRequest{})
		if err != nil || result.Status != backend.HealthStatusOk {
			t.Fatal(result, err)
		}
		if strings.Contains(result.Message, said) != expected {
			t.Errorf("with the token %q: got %s", token, result.Message)
		}
	}
}

func TestHealthTellsProgramsToo(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{
		"GET /health": proxytest.JSON(200, proxytest.Recorded(t, "healthy")),
		queryPath:     proxytest.JSON(200, proxytest.Recorded(t, "probe")),
	})

	result, err := connect(t, server.URL, "").CheckHealth(t.Context(), &backend.CheckHealthRequest{})

	if err != nil {
		t.Fatal(err)
	}
	var details struct {
		Version, Workspace, Freshness string
		Demo                          bool
	}
	if err := json.Unmarshal(result.JSONDetails, &details); err != nil {
		t.Fatal(err)
	}
	if details.Workspace != "default" || details.Version != "0.1.0" || details.Freshness == "" || details.Demo {
		t.Errorf("got %s", result.JSONDetails)
	}
}
