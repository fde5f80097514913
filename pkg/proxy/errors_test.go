package proxy

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestWhatIsSaidWhenNothingIsAnswered(t *testing.T) {
	recorded := func(status int, name string) http.HandlerFunc {
		return proxytest.JSON(status, proxytest.Recorded(t, name))
	}
	tests := map[string]struct {
		handler http.HandlerFunc
		token   string
		status  int
		says    []string
	}{
		"no token":            {recorded(401, "no-token"), "", 401, []string{"wants a token", "datasource's settings"}},
		"a wrong token":       {recorded(401, "bad-token"), "fwk_x", 401, []string{"does not accept the token", "may have been revoked"}},
		"a token's role":      {recorded(403, "role"), "fwk_x", 403, []string{"may not do this", "role read", "ingest"}},
		"a broken envelope":   {recorded(400, "twice"), "fwk_x", 400, []string{"queries", "two queries have the refId"}},
		"HTML with 502":       {proxytest.HTML(502), "", 502, []string{"is not the proxy", "502 Bad Gateway, text/html"}},
		"HTML with 200":       {proxytest.HTML(200), "", 502, []string{"is not the proxy", "200 OK"}},
		"half of JSON":        {proxytest.JSON(200, []byte(`{"results":{"A":`)), "", 502, []string{"is not the proxy"}},
		"another JSON":        {proxytest.JSON(200, []byte(`[1,2]`)), "", 502, []string{"is not the proxy"}},
		"no results":          {proxytest.JSON(200, []byte(`{}`)), "", 502, []string{"is not the proxy"}},
		"nothing at all":      {func(http.ResponseWriter, *http.Request) {}, "", 502, []string{"is not the proxy", "no content type"}},
		"an unknown error":    {proxytest.JSON(500, []byte(`{"message":"x"}`)), "", 502, []string{"is not the proxy", "500"}},
		"a body that ends":    {breaksOff, "", 502, []string{"broke off", "try again"}},
		"a body without end":  {proxytest.JSON(200, make([]byte, 4096)), "", 422, []string{"too large", "shorter range"}},
		"a proxy that starts": {proxytest.JSON(503, []byte(`{"status":503,"detail":"The event store is starting."}`)), "", 503, []string{"is starting"}},
		"a slow proxy":        {sleeps, "", 504, []string{"took too long", "time-out"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := proxytest.Serve(t, proxytest.Routes{queryPath: test.handler})
			client := New(server.URL, test.token, &http.Client{Timeout: 500 * time.Millisecond})
			client.maxBody = 2048

			_, err := client.Query(t.Context(), question)

			expectFailure(t, err, test.status, test.says)
		})
	}
}

func TestWhatIsSaidOfAProxyThatIsDown(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()

	_, err := New(server.URL, "", http.DefaultClient).Health(t.Context())

	expectFailure(t, err, 502, []string{server.URL + " does not answer: is it running", "connection refused"})
	if strings.Count(err.Error(), server.URL) != 1 {
		t.Errorf("the address is said twice: %v", err)
	}
}

func TestWhatIsSaidOfACertificateThatIsNotTrusted(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	server.Config.ErrorLog = nil
	defer server.Close()

	_, err := New(server.URL, "", http.DefaultClient).Health(t.Context())

	expectFailure(t, err, 502, []string{"certificate that Grafana does not trust", "add its CA"})
}

func expectFailure(t *testing.T, err error, status int, says []string) {
	t.Helper()
	failure, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("got %v, want an Error", err)
	}
	if failure.Status != status {
		t.Errorf("status is %d, want %d (%v)", failure.Status, status, err)
	}
	for _, text := range says {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("%q does not say %q", err, text)
		}
	}
}

func breaksOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"results":`))
}

func sleeps(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
