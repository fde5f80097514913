package plugin

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

func TestToQuestion(t *testing.T) {
	const added = `,"refId":"B","range":{"from":"2026-03-02T00:00:00.000Z","to":"2026-03-05T00:00:00.000Z"}}`
	tests := map[string]struct{ given, want string }{
		"the query itself is kept": {
			`{"v":1,"kind":"any","measures":[{"measure":"m","match":{"events":["a"]}}],"filter":{"and":[]},"interval":"1d"}`,
			`{"v":1,"kind":"any","measures":[{"measure":"m","match":{"events":["a"]}}],"filter":{"and":[]},"interval":"1d"` + added,
		},
		"Grafana's own members are dropped": {
			`{"v":1,"kind":"any","datasource":{"uid":"x"},"datasourceId":3,"hide":false,"instant":true,"key":"Q-1","queryType":"","intervalMs":1000,
			  "maxDataPoints":100,"queryCachingTTL":60000,"timeRange":{},"resultAssertions":{}}`,
			`{"v":1,"kind":"any"` + added,
		},
		"what the dashboard says is kept": {
			`{"v":1,"kind":"any","timezone":"Europe/Berlin","weekStart":"sunday"}`,
			`{"v":1,"kind":"any","timezone":"Europe/Berlin","weekStart":"sunday"` + added,
		},
		"a slip is left for the proxy to tell": {`{"v":1,"kind":"any","kid":"trends"}`, `{"v":1,"kind":"any","kid":"trends"` + added},
		"name and range are the request's":     {`{"v":1,"kind":"any","refId":"Z","range":{"last":"7d"}}`, `{"v":1,"kind":"any"` + added},
		"a site is kept":                       {`{"v":1,"kind":"any","site":"docs.example"}`, `{"v":1,"kind":"any","site":"docs.example"` + added},
		"several sites are kept":               {`{"v":1,"kind":"any","site":["a","b"]}`, `{"v":1,"kind":"any","site":["a","b"]` + added},
		"an empty site means all":              {`{"v":1,"kind":"any","site":""}`, `{"v":1,"kind":"any"` + added},
		"a list of no sites means all":         {`{"v":1,"kind":"any","site":[ ]}`, `{"v":1,"kind":"any"` + added},
		"a site that is null means all":        {`{"v":1,"kind":"any","site":null}`, `{"v":1,"kind":"any"` + added},
		"a number keeps its digits":            {`{"v":1,"kind":"any","value":12345678901234567890}`, `{"v":1,"kind":"any","value":12345678901234567890` + added},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := toQuestion("B", backend.DataQuery{RefID: "B", TimeRange: march, JSON: []byte(test.given)})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(members(t, got), members(t, []byte(test.want))) {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestAQueryThatIsNoObject(t *testing.T) {
	for _, given := range []string{``, `null`, `[]`, `"x"`, `{"v":`} {
		if got, err := toQuestion("A", backend.DataQuery{JSON: []byte(given)}); err == nil {
			t.Errorf("%q became %s", given, got)
		}
	}
}

func TestAQueryWithoutAKindIsEmpty(t *testing.T) {
	for _, given := range []string{`{}`, `{"refId":"A","hide":false,"instant":true}`, `{"v":1,"kind":null}`, `{"v":1,"kind":""}`} {
		_, err := toQuestion("A", backend.DataQuery{RefID: "A", JSON: []byte(given)})
		if err == nil {
			t.Fatalf("%s became a question", given)
		}
		expectSaid(t, err.Error(), "The query is empty: choose what to compute in its editor.")
	}
}

// members compares texts member by member, without rounding a number.
func members(t *testing.T, text []byte) map[string]string {
	t.Helper()
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(text, &raw); err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	for name, value := range raw {
		read[name] = string(value)
	}
	return read
}
