package plugin

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func call(t *testing.T, datasource *Datasource, method, path string) *backend.CallResourceResponse {
	t.Helper()
	var sent []*backend.CallResourceResponse
	sender := backend.CallResourceResponseSenderFunc(func(response *backend.CallResourceResponse) error {
		sent = append(sent, response)
		return nil
	})
	request := &backend.CallResourceRequest{Method: method, Path: path, URL: path}
	if err := datasource.CallResource(t.Context(), request, sender); err != nil || len(sent) != 1 {
		t.Fatalf("sent %d responses, %v", len(sent), err)
	}
	return sent[0]
}

func TestResourcesArePassedOn(t *testing.T) {
	for _, name := range []string{"sites", "features", "funnels", "segments", "goals", "exposure_rules"} {
		t.Run(name, func(t *testing.T) {
			server := proxytest.Serve(t, proxytest.Routes{"GET /api/v1/" + name: proxytest.JSON(200, proxytest.Recorded(t, name))})

			response := call(t, connect(t, server.URL, "fwk_secret"), http.MethodGet, name)

			if response.Status != 200 || string(response.Body) != string(proxytest.Recorded(t, name)) {
				t.Errorf("got %d %s", response.Status, response.Body)
			}
			if got := response.Headers["Content-Type"]; !slices.Equal(got, []string{"application/json; charset=utf-8"}) {
				t.Errorf("the content type is %v", got)
			}
			if got := server.Asked()[0].Header.Get("Authorization"); got != "Bearer fwk_secret" {
				t.Errorf("asked with %q", got)
			}
		})
	}
}

func TestParametersArePassedOnEncodedAnew(t *testing.T) {
	tests := map[string]struct{ url, asked string }{
		"a range and sites":      {"properties?from=1&site=a.example&site=b.example", "?from=1&site=a.example&site=b.example"},
		"what looks like a path": {"properties?from=/../tokens#x", "?from=%2F..%2Ftokens"},
		"nothing behind the ?":   {"properties?", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := proxytest.Serve(t, nil)
			sender := backend.CallResourceResponseSenderFunc(func(*backend.CallResourceResponse) error { return nil })
			request := &backend.CallResourceRequest{Method: http.MethodGet, Path: "properties", URL: test.url}

			if err := connect(t, server.URL, "").CallResource(t.Context(), request, sender); err != nil {
				t.Fatal(err)
			}

			if got := server.Asked()[0].Path; got != "/api/v1/properties"+test.asked {
				t.Errorf("asked for %s", got)
			}
		})
	}
}

func TestResourcesThatAreRefused(t *testing.T) {
	down := httptest.NewServer(http.NotFoundHandler())
	down.Close()
	noToken := proxytest.Serve(t, proxytest.Routes{"GET /api/v1/sites": proxytest.JSON(401, proxytest.Recorded(t, "no-token"))})
	role := proxytest.Serve(t, proxytest.Routes{"GET /api/v1/sites": proxytest.JSON(403, proxytest.Recorded(t, "role"))})
	tests := map[string]struct {
		address, method, path string
		status                int
		code                  string
	}{
		"an unknown path":     {down.URL, "GET", "people", 404, "not_found"},
		"a wrong method":      {down.URL, "PATCH", "sites", 405, "method_not_allowed"},
		"a method's own name": {down.URL, "get", "sites", 405, "method_not_allowed"},
		"the proxy is down":   {down.URL, "GET", "sites", 502, "proxy_unavailable"},
		"no token":            {noToken.URL, "GET", "sites", 502, "no_token"},
		"a role that may not": {role.URL, "GET", "sites", 403, "role_not_enough"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			response := call(t, connect(t, test.address, ""), test.method, test.path)
			var problem proxy.Problem
			if err := json.Unmarshal(response.Body, &problem); err != nil {
				t.Fatal(err)
			}
			if response.Status != test.status || problem.Code != test.code || problem.Detail == "" {
				t.Errorf("got %d %s", response.Status, response.Body)
			}
			if got := response.Headers["Content-Type"]; !slices.Equal(got, []string{"application/problem+json"}) {
				t.Errorf("the content type is %v", got)
			}
		})
	}
}

// Whatever a viewer writes as a path, the proxy is asked for nothing but the lists and what is in them by name.
func FuzzNoPathLeavesTheTable(f *testing.F) {
	for _, path := range []string{
		"sites", "/sites", "sites/", "sites/../tokens", "sites/%2e%2e/tokens", "sites%2f..%2ftokens", "./sites", "SITES",
		"..", "../../api/v1/tokens", "%2e%2e/tokens", "sites?x=1", "sites#x", "sites\x00", "api/v1/sites", "http://a/sites", "",
		"funnels/a", "funnels/..", "funnels/%2e%2e", "funnels/../history", "funnels/a/../history", "funnels/\\", "funnels/{}",
	} {
		f.Add(path)
	}
	allowed := regexp.MustCompile(`^/api/v1/(((sites|features|funnels|goals|segments|segment_rules|exposure_rules|experiments)(/[^/?#]+(/history)?)?)|properties|ingestion|definitions)$`)
	f.Fuzz(func(t *testing.T, path string) {
		server := proxytest.Serve(t, nil)
		datasource := connect(t, server.URL, "")
		spellings := []string{path, url.PathEscape(path)}
		if plain, err := url.PathUnescape(path); err == nil {
			spellings = append(spellings, plain)
		}
		for _, spelling := range spellings {
			call(t, datasource, http.MethodGet, spelling)
		}
		for _, asked := range server.Asked() {
			segments := strings.Split(asked.Path, "/")
			if !allowed.MatchString(asked.Path) || slices.Contains(segments, ".") || slices.Contains(segments, "..") {
				t.Errorf("%q led to %s", path, asked.Path)
			}
		}
	})
}
