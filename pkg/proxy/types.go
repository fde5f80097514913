package proxy

import (
	"encoding/json"
	"strings"
)

// Result is what the proxy says to one query: an answer, which is frames in Grafana's own JSON and what one must know to
// believe them, or the problem that it has with the query. Frames and meta stay undecoded: frames are large and are read
// once, by whoever shows them, and meta goes on to the browser as it is.
type Result struct {
	Frames  []json.RawMessage `json:"frames"`
	Meta    json.RawMessage   `json:"meta"`
	Problem *Problem          `json:"error"`
}

// Meta is the part of an answer's meta that can be said in words. The whole goes on to the browser as it is.
type Meta struct {
	Workspace string   `json:"workspace"`
	Demo      bool     `json:"demo"`
	Source    Source   `json:"source"`
	Freshness *string  `json:"freshness"`
	Cut       *Cut     `json:"cut"`
	Notices   []Notice `json:"notices"`
}

// Source is where the numbers come from, and whether it is ok, stale or down.
type Source struct {
	Name  string `json:"name"`
	State string `json:"state"`
}

// Cut says what was left out of an answer: the largest Shown of Total values.
type Cut struct {
	What  string `json:"what"`
	Shown int    `json:"shown"`
	Total int    `json:"total"`
}

// Notice is a sentence that belongs to an answer; Severity is info, warning or error.
type Notice struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Text     string `json:"text"`
}

// Problem is an RFC 9457 problem document.
type Problem struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Code   string  `json:"code"`
	Detail string  `json:"detail"`
	Errors []Place `json:"errors,omitempty"`
}

// Place is a place in the request, and what is wrong there.
type Place struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// Text is the problem in words: what was wrong and what to do, then each place.
func (p *Problem) Text() string {
	places := make([]string, len(p.Errors))
	for i, place := range p.Errors {
		places[i] = place.Message
		if place.Path != "" {
			places[i] = place.Path + ": " + place.Message
		}
	}
	return strings.TrimSpace(p.Detail + " " + strings.Join(places, "; "))
}
