package plugin

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// fromAlert is the header by which Grafana tells that an alert rule asks.
const fromAlert = "FromAlert"

var (
	// bracketed is a variable that is nothing else.
	bracketed = regexp.MustCompile(`\$\{\w+(?:[.:][^}]*)?\}|\[\[\w+(?::\w+)?\]\]`)
	// anyVariable also takes `$name`, with which some senders begin the names of their own events.
	anyVariable = regexp.MustCompile(bracketed.String() + `|\$[A-Za-z_]\w*`)
)

// refuseVariables tells which variable a query still has. A dashboard puts the values in before it asks; where nobody
// does, as in alert rules and public dashboards, the name itself would be looked for, and nothing found.
func refuseVariables(question json.RawMessage, isAlert bool) error {
	var read any
	if err := json.Unmarshal(question, &read); err != nil {
		return nil // The proxy says what is wrong with it.
	}
	pattern := bracketed
	if isAlert {
		pattern = anyVariable
	}
	name := firstMatch(pattern, read)
	if name == "" {
		return nil
	}
	return sentencef(
		"The query has the variable %s, which has no value here: alert rules and public dashboards know no variables. "+
			"Write the value itself into the query.", name)
}

// firstMatch looks through every text of a JSON value.
func firstMatch(pattern *regexp.Regexp, value any) string {
	switch value := value.(type) {
	case string:
		return pattern.FindString(value)
	case []any:
		for _, item := range value {
			if found := firstMatch(pattern, item); found != "" {
				return found
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if found := firstMatch(pattern, value[name]); found != "" {
				return found
			}
		}
	}
	return ""
}

// panelsInterval is what a query whose interval is the panel's (`$__interval`) asks for, in whole minutes, since the
// proxy knows nothing shorter. A dashboard says it itself; nobody does for an alert rule.
func panelsInterval(interval json.RawMessage, query backend.DataQuery) (json.RawMessage, bool) {
	var name string
	if json.Unmarshal(interval, &name) != nil || (name != "$__interval" && name != "${__interval}") {
		return nil, false
	}
	minutes := max(1, int64((query.Interval+time.Minute-1)/time.Minute))
	return quote(strconv.FormatInt(minutes, 10) + "m"), true
}
