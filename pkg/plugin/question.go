package plugin

import (
	"encoding/json"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// grafanasOwn are the members that Grafana adds to a saved query. The proxy refuses what it does not know,
// so that a slip in a query is told; hence these are named, and nothing else is dropped.
var grafanasOwn = []string{
	"datasource",
	"datasourceId",
	"hide",
	"instant",
	"intervalMs",
	"key",
	"maxDataPoints",
	"queryCachingTTL",
	"queryType",
	"resultAssertions",
	"timeRange",
}

// instant is ISO 8601 with milliseconds, in UTC.
const instant = "2006-01-02T15:04:05.000Z"

// toQuestion makes the proxy's query from Grafana's: the same JSON without Grafana's own members, with name and range.
func toQuestion(name string, query backend.DataQuery) (json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(query.JSON, &members); err != nil || members == nil {
		return nil, sentence("The query is not a JSON object: correct it in the panel's JSON, or write it anew.")
	}
	if namesNothing(members["kind"]) {
		return nil, sentence("The query is empty: choose what to compute in its editor.")
	}
	for _, name := range grafanasOwn {
		delete(members, name)
	}
	if namesNoSite(members["site"]) {
		delete(members, "site")
	}
	if interval, ok := panelsInterval(members["interval"], query); ok {
		members["interval"] = interval
	}
	members["refId"] = quote(name)
	members["range"] = rangeOf(query.TimeRange)
	return json.Marshal(members)
}

// namesNoSite tells a site that was left open, in a form or by a variable without a value: that means all sites.
func namesNoSite(site json.RawMessage) bool {
	if site == nil {
		return false
	}
	var name string
	var names []string
	return (json.Unmarshal(site, &name) == nil && name == "") || (json.Unmarshal(site, &names) == nil && len(names) == 0)
}

// namesNothing tells a kind that nobody has chosen yet, as in an alert rule whose editor was never opened.
func namesNothing(kind json.RawMessage) bool {
	var name string
	return kind == nil || (json.Unmarshal(kind, &name) == nil && name == "")
}

func rangeOf(asked backend.TimeRange) json.RawMessage {
	at := func(moment time.Time) string { return moment.UTC().Format(instant) }
	text, _ := json.Marshal(map[string]string{"from": at(asked.From), "to": at(asked.To)})
	return text
}

func quote(text string) json.RawMessage {
	quoted, _ := json.Marshal(text)
	return quoted
}
