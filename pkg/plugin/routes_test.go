package plugin

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func callAs(t *testing.T, datasource *Datasource, user *backend.User, request backend.CallResourceRequest) *backend.CallResourceResponse {
	t.Helper()
	var sent []*backend.CallResourceResponse
	sender := backend.CallResourceResponseSenderFunc(func(response *backend.CallResourceResponse) error {
		sent = append(sent, response)
		return nil
	})
	request.PluginContext.User = user
	if request.URL == "" {
		request.URL = request.Path
	}
	if err := datasource.CallResource(t.Context(), &request, sender); err != nil || len(sent) != 1 {
		t.Fatalf("sent %d responses, %v", len(sent), err)
	}
	return sent[0]
}

func TestEachRoleInGrafanaMayDoWhatIsItsOwn(t *testing.T) {
	tests := map[string]struct {
		method, path string
		// least is the first of viewer, editor and admin that may.
		least role
	}{
		"read a list":             {"GET", "funnels", viewer},
		"read a definition":       {"GET", "funnels/sign up", viewer},
		"read its past":           {"GET", "funnels/sign up/history", viewer},
		"try one":                 {"POST", "funnels/dry-run", viewer},
		"read properties":         {"GET", "properties", viewer},
		"make a definition":       {"POST", "funnels", editor},
		"change one":              {"PUT", "funnels/sign up", editor},
		"delete one":              {"DELETE", "funnels/sign up", editor},
		"keep people":             {"POST", "segments/static", editor},
		"see what was not listed": {"GET", "sites/unknown", editor},
		"bring in a file":         {"POST", "definitions/apply", editor},
		"list tokens":             {"GET", "tokens", admin},
		"make a token":            {"POST", "tokens", admin},
		"revoke one":              {"DELETE", "tokens/7", admin},
		"read the audit":          {"GET", "audit", admin},
	}
	users := map[role][]*backend.User{
		viewer: {nil, {}, {Role: "None"}, {Role: "Viewer"}, {Role: "editor"}},
		editor: {{Role: "Editor"}},
		admin:  {{Role: "Admin"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for has, all := range users {
				for _, user := range all {
					server := proxytest.Serve(t, nil)
					request := backend.CallResourceRequest{Method: test.method, Path: test.path}

					response := callAs(t, connect(t, server.URL, ""), user, request)

					if has >= test.least {
						if len(server.Asked()) != 1 || response.Status != 404 {
							t.Errorf("%+v: got %d after %d requests", user, response.Status, len(server.Asked()))
						}
						continue
					}
					var said proxy.Problem
					if err := json.Unmarshal(response.Body, &said); err != nil || said.Code != "role_not_enough" || response.Status != 403 {
						t.Errorf("%+v: got %d %s", user, response.Status, response.Body)
					}
					expectSaid(t, said.Detail, "This takes the role "+roleNames[test.least])
					if len(server.Asked()) > 0 {
						t.Errorf("%+v: asked for %s", user, server.Asked()[0].Path)
					}
				}
			}
		})
	}
}

func TestAChangeIsPassedOnWhole(t *testing.T) {
	const address = "/api/v1/funnels/sign%20up%3F%25"
	server := proxytest.Serve(t, proxytest.Routes{
		"PUT " + address:                   proxytest.JSON(409, proxytest.Recorded(t, "role")),
		"DELETE " + address + "?version=2": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	})
	datasource := connect(t, server.URL, "fwk_secret")
	ana := &backend.User{Login: "ana", Role: "Editor"}

	changed := callAs(t, datasource, ana, backend.CallResourceRequest{Method: "PUT", Path: "funnels/sign up?%", URL: "funnels/x", Body: []byte(`{"version":1}`)})
	removed := callAs(t, datasource, ana, backend.CallResourceRequest{Method: "DELETE", Path: "funnels/sign up?%", URL: "x?version=2"})

	if changed.Status != 409 || string(changed.Body) != string(proxytest.Recorded(t, "role")) {
		t.Errorf("got %d %s", changed.Status, changed.Body)
	}
	if removed.Status != 204 || len(removed.Body) > 0 || len(removed.Headers) > 0 {
		t.Errorf("got %+v", removed)
	}
	asked := server.Asked()[0]
	if asked.Body != `{"version":1}` || asked.Header.Get("X-Grafana-User") != "ana" || asked.Header.Get("Content-Type") != "application/json" {
		t.Errorf("asked %+v", asked)
	}
}

func TestAPathHasItsOwnMethods(t *testing.T) {
	server := proxytest.Serve(t, nil)
	for path, allowed := range map[string][]string{
		"funnels":         {"GET", "POST"},
		"funnels/a":       {"DELETE", "GET", "PUT"},
		"funnels/dry-run": {"DELETE", "GET", "POST", "PUT"},
		"properties":      {"GET"},
	} {
		response := callAs(t, connect(t, server.URL, ""), nil, backend.CallResourceRequest{Method: "PATCH", Path: path})
		if response.Status != 405 || len(response.Headers["Allow"]) != len(allowed) {
			t.Errorf("%s: got %d %v, want %v", path, response.Status, response.Headers["Allow"], allowed)
		}
	}
}
