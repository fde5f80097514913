package proxy

import (
	"encoding/json"
	"sort"
)

// Health is how the proxy and its parts are.
type Health struct {
	Status  string
	Service string
	Version string
	// NotReady are the parts that are starting or failing, by name.
	NotReady []Part
}

// Part is one part of the proxy, such as its event store.
type Part struct {
	Name string `json:"-"`
	// Status is ready, starting or failing.
	Status string `json:"status"`
	// Reason says why it is not ready.
	Reason string `json:"reason"`
}

// service is what the proxy calls itself at GET /health, so that another server is not taken for it.
const service = "analytics-dashboard"

// UnmarshalJSON takes every member that has a status as a part, so that the proxy may come to have other parts.
func (h *Health) UnmarshalJSON(text []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	*h = Health{}
	for name, member := range members {
		part := Part{Name: name}
		if json.Unmarshal(member, &part) == nil && part.Status != "" && part.Status != "ready" {
			h.NotReady = append(h.NotReady, part)
		}
	}
	sort.Slice(h.NotReady, func(i, j int) bool { return h.NotReady[i].Name < h.NotReady[j].Name })
	for name, into := range map[string]*string{"status": &h.Status, "service": &h.Service, "version": &h.Version} {
		// A member that is absent or no text stays empty.
		_ = json.Unmarshal(members[name], into)
	}
	return nil
}
