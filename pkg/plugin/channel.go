package plugin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

const (
	channelPrefix = "live/"
	// longestWatched bounds what a browser may send with a subscription.
	longestWatched = 64 << 10
)

// watched is a question whose answer goes on. The browser gets it with the first answer and brings it along when it
// subscribes, so that whichever process of the plugin runs the stream needs to remember nothing; the path has its hash, so
// that nobody can put another question behind a channel that others watch.
type watched struct {
	Path  string `json:"path"`
	Query string `json:"query"`
}

// toWatched makes the channel of a question. Panels that ask the same have the same, whatever their refIds are and whenever
// they were opened: the proxy lets the range go along with the clock.
func toWatched(question json.RawMessage, asked backend.TimeRange) watched {
	var members map[string]json.RawMessage
	// It was an object when it became a question, and what is read from JSON can be written.
	_ = json.Unmarshal(question, &members)
	delete(members, "refId")
	members["range"], _ = json.Marshal(keptRange(asked))
	text, _ := json.Marshal(members)
	return watched{Path: pathOf(string(text)), Query: string(text)}
}

// addTo says in an answer, whose first frame goes on, how to watch it. An answer that is an error has no frames: the next
// refresh of the panel asks again.
func (w watched) addTo(frames data.Frames) {
	if len(frames) > 0 {
		addCustom(frames[0], map[string]any{"live": w})
	}
}

// keptRange says what stays the same of a range that goes along with the clock, in the form of a range: of whole minutes
// it is the length (as in now-1h to now), else the start (as in now/d to now).
func keptRange(asked backend.TimeRange) map[string]int64 {
	if length := asked.To.Sub(asked.From); length > 0 && length%time.Minute == 0 {
		return map[string]int64{"from": 0, "to": length.Milliseconds()}
	}
	from := asked.From.UnixMilli()
	return map[string]int64{"from": from, "to": from + 1}
}

func pathOf(query string) string {
	sum := sha256.Sum256([]byte(query))
	return channelPrefix + hex.EncodeToString(sum[:16])
}

// subscribed reads what a browser sent with its subscription to a path; false where that is not the path's question.
func subscribed(path string, data json.RawMessage) (json.RawMessage, bool) {
	var sent watched
	if len(data) > longestWatched || json.Unmarshal(data, &sent) != nil || !json.Valid([]byte(sent.Query)) {
		return nil, false
	}
	return json.RawMessage(sent.Query), path == pathOf(sent.Query)
}

// isWatched tells a question that is asked for what comes, too.
func isWatched(question json.RawMessage) bool {
	var members struct {
		Live bool `json:"live"`
	}
	return json.Unmarshal(question, &members) == nil && members.Live
}
