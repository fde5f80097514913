package proxy

import (
	"fmt"
	"net/http"
	"strconv"
)

// Speaks is the version of the contract, the language of questions and answers, that this plugin speaks.
const Speaks = 1

// versionHeader carries, with whatever the proxy answers, the version that it speaks.
const versionHeader = "X-Fawkes-Contract"

// misfit tells of an answer in another version than the plugin's, and who is to be updated. Errors are judged, too:
// a question that a newer proxy does not know any more is not the user's mistake.
func (c *Client) misfit(header http.Header) error {
	said := header.Get(versionHeader)
	spoken, err := strconv.Atoi(said)
	if said == "" || (err == nil && spoken == Speaks) {
		return nil
	}
	if err == nil && spoken < Speaks {
		return c.older(fmt.Sprintf("version %d", spoken))
	}
	return &Error{
		Status: http.StatusBadGateway,
		Message: fmt.Sprintf(
			"The proxy at %s is newer than this plugin: update the plugin. (The proxy speaks version %s of their language, the plugin version %d.)",
			c.address, said, Speaks),
	}
}

// unversioned is misfit for what is without doubt the proxy: one that does not say its version is from before there was one.
func (c *Client) unversioned(header http.Header) error {
	if header.Get(versionHeader) != "" {
		return nil
	}
	return c.older("no version that it tells")
}

func (c *Client) older(spoken string) *Error {
	return &Error{
		Status: http.StatusBadGateway,
		Message: fmt.Sprintf(
			"The proxy at %s is older than this plugin: update the proxy. (The proxy speaks %s of their language, the plugin version %d.)",
			c.address, spoken, Speaks),
	}
}
