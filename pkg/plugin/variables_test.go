package plugin

import (
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestAVariableWithoutAValueIsRefused(t *testing.T) {
	tests := map[string]struct {
		given     string
		dashboard string
		alert     string
	}{
		"a name in braces":                {`{"v":1,"kind":"any","site":"${site}"}`, "${site}", "${site}"},
		"with a format":                   {`{"v":1,"kind":"any","site":["${site:csv}"]}`, "${site:csv}", "${site:csv}"},
		"in the old writing":              {`{"v":1,"kind":"any","filter":{"and":[{"value":"[[plan]]"}]}}`, "[[plan]]", "[[plan]]"},
		"a plain name, in an alert alone": {`{"v":1,"kind":"any","events":["$pageview"]}`, "", "$pageview"},
		"a class of a regular expression": {`{"v":1,"kind":"any","filter":{"op":"regex","value":"^[[:alpha:]]+$"}}`, "", ""},
		"a price":                         {`{"v":1,"kind":"any","events":["Plan for $5"]}`, "", ""},
		"the panel's interval":            {`{"v":1,"kind":"any","interval":"$__interval"}`, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for from, want := range map[string]string{"": test.dashboard, "true": test.alert} {
				server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, []byte(`{"results":{}}`))})
				request := &backend.QueryDataRequest{
					Headers: map[string]string{fromAlert: from},
					Queries: []backend.DataQuery{{RefID: "A", TimeRange: march, JSON: []byte(test.given)}},
				}
				response := ask(t, connect(t, server.URL, ""), request)["A"]
				if want == "" {
					if len(server.Asked()) != 1 {
						t.Errorf("FromAlert %q: not asked, but %v", from, response.Error)
					}
					continue
				}
				if len(server.Asked()) != 0 || response.Error == nil || !strings.Contains(response.Error.Error(), "the variable "+want+",") {
					t.Errorf("FromAlert %q: got %v", from, response.Error)
				}
			}
		})
	}
}

func TestThePanelsIntervalInWholeMinutes(t *testing.T) {
	for interval, want := range map[time.Duration]string{
		0: `"1m"`, time.Second: `"1m"`, 90 * time.Second: `"2m"`, time.Hour: `"60m"`,
	} {
		query := backend.DataQuery{RefID: "A", Interval: interval, JSON: []byte(`{"v":1,"kind":"any","interval":"$__interval"}`)}
		got, err := toQuestion("A", query)
		if err != nil {
			t.Fatal(err)
		}
		if said := members(t, got)["interval"]; said != want {
			t.Errorf("%s became %s, want %s", interval, said, want)
		}
	}
}
