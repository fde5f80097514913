package plugin

import (
	"net/http"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestReadConnection(t *testing.T) {
	tests := map[string]struct {
		jsonData, url string
		want          string
		says          string
	}{
		"in jsonData":         {`{"address":"http://127.0.0.1:8787"}`, "", "http://127.0.0.1:8787", ""},
		"jsonData before url": {`{"address":"http://a:1"}`, "http://b:2", "http://a:1", ""},
		"in url":              {`{}`, "http://b:2", "http://b:2", ""},
		"without jsonData":    {``, "http://b:2", "http://b:2", ""},
		"blanks and slashes":  {`{"address":"  http://a:1// "}`, "", "http://a:1", ""},
		"a path before it":    {`{"address":"https://a.example/fawkes/"}`, "", "https://a.example/fawkes", ""},
		"none":                {`{"address":""}`, "", "", "has no address of a proxy"},
		"no scheme":           {`{"address":"127.0.0.1:8787"}`, "", "", "is no address of a proxy"},
		"another scheme":      {`{"address":"file:///etc/passwd"}`, "", "", "is no address of a proxy"},
		"a token in it":       {`{"address":"http://u:p@a:1"}`, "", "", "the token has a field of its own"},
		"a query in it":       {`{"address":"http://a:1?x=1"}`, "", "", "at most a path"},
		"not JSON":            {`{"address":`, "", "", "settings cannot be read"},
		"a number":            {`{"address":5}`, "", "", "settings cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := readConnection(backend.DataSourceInstanceSettings{JSONData: []byte(test.jsonData), URL: test.url})
			if got.Address != test.want || (err == nil) != (test.says == "") {
				t.Errorf("got %q, %v; want %q", got.Address, err, test.want)
			}
			if err != nil {
				expectSaid(t, err.Error(), test.says)
			}
		})
	}
}

func TestSettingsThatCannotBeUsedAreTheUsersError(t *testing.T) {
	for _, jsonData := range []string{`{}`, `{"address":"http://a:1","tlsAuthWithCACert":true}`} {
		settings := backend.DataSourceInstanceSettings{
			JSONData:                []byte(jsonData),
			DecryptedSecureJSONData: map[string]string{"tlsCACert": "not PEM"},
		}
		if _, err := New(t.Context(), settings); !backend.IsDownstreamError(err) {
			t.Errorf("%s: got %v", jsonData, err)
		}
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	elsewhere := proxytest.Serve(t, nil)
	server := proxytest.Serve(t, proxytest.Routes{"GET /health": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	}})

	_, err := connect(t, server.URL, "fwk_secret").proxy.Health(t.Context())

	if err == nil || len(elsewhere.Asked()) > 0 {
		t.Errorf("got %v after %d requests elsewhere", err, len(elsewhere.Asked()))
	}
}
