package main

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/request"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sfn"
)

// younger asks operations that the installed SDKs do not know: their requests are signed and sent as all others of the SDK are.
type younger struct{ client *sfn.SFN }

func newYounger(endpoint, secret string) *younger {
	config := aws.NewConfig().WithRegion("us-east-1").WithEndpoint(endpoint).
		WithCredentials(credentials.NewStaticCredentials("test", secret, ""))
	return &younger{sfn.New(session.Must(session.NewSession(config)))}
}

func (y *younger) call(operation string, input, output any) error {
	return y.client.NewRequest(&request.Operation{Name: operation, HTTPMethod: "POST", HTTPPath: "/"}, input, output).Send()
}

func (y *younger) must(operation string, input, output any) {
	if err := y.call(operation, input, output); err != nil {
		fail("%s: %v", operation, err)
	}
}

// code is the error's, or nothing.
func (y *younger) code(operation string, input any) string {
	if failure, is := y.call(operation, input, &struct{}{}).(awserr.Error); is {
		return failure.Code()
	}
	return ""
}

type tag struct {
	Key   *string `locationName:"key"`
	Value *string `locationName:"value"`
}

type logging struct {
	Level                *string `locationName:"level"`
	IncludeExecutionData *bool   `locationName:"includeExecutionData"`
}

type tracing struct {
	Enabled *bool `locationName:"enabled"`
}

type encryption struct {
	Type *string `locationName:"type"`
}

func (y *younger) validate(definition string) string {
	var answer struct {
		Result      *string `locationName:"result"`
		Diagnostics []struct {
			Code     *string `locationName:"code"`
			Severity *string `locationName:"severity"`
		} `locationName:"diagnostics"`
	}
	y.must("ValidateStateMachineDefinition", &struct {
		Definition *string `locationName:"definition"`
		Type       *string `locationName:"type"`
		Severity   *string `locationName:"severity"`
	}{&definition, aws.String("STANDARD"), aws.String("ERROR")}, &answer)
	expect(len(answer.Diagnostics) > 0, *answer.Result == "FAIL", "diagnostics of a bad definition alone")
	return *answer.Result
}

// create publishes a version at once, with all that can be set.
func (y *younger) create(name, definition string) string {
	var answer struct {
		StateMachineArn        *string `locationName:"stateMachineArn"`
		StateMachineVersionArn *string `locationName:"stateMachineVersionArn"`
	}
	y.must("CreateStateMachine", &struct {
		Name                    *string    `locationName:"name"`
		Definition              *string    `locationName:"definition"`
		RoleArn                 *string    `locationName:"roleArn"`
		Type                    *string    `locationName:"type"`
		Publish                 *bool      `locationName:"publish"`
		VersionDescription      *string    `locationName:"versionDescription"`
		LoggingConfiguration    logging    `locationName:"loggingConfiguration" type:"structure"`
		TracingConfiguration    tracing    `locationName:"tracingConfiguration" type:"structure"`
		EncryptionConfiguration encryption `locationName:"encryptionConfiguration" type:"structure"`
		Tags                    []*tag     `locationName:"tags" type:"list"`
	}{
		&name, &definition, aws.String(role), aws.String("STANDARD"), aws.Bool(true), aws.String("first"),
		logging{aws.String("OFF"), aws.Bool(false)}, tracing{aws.Bool(false)}, encryption{aws.String("AWS_OWNED_KEY")},
		[]*tag{{aws.String("stage"), aws.String("test")}},
	}, &answer)
	expect(*answer.StateMachineVersionArn, *answer.StateMachineArn+":1", "the first version")
	return *answer.StateMachineArn
}

func (y *younger) update(arn, definition string) string {
	var answer struct {
		StateMachineVersionArn *string `locationName:"stateMachineVersionArn"`
		RevisionID             *string `locationName:"revisionId"`
	}
	y.must("UpdateStateMachine", &struct {
		StateMachineArn *string `locationName:"stateMachineArn"`
		Definition      *string `locationName:"definition"`
		RoleArn         *string `locationName:"roleArn"`
		Publish         *bool   `locationName:"publish"`
	}{&arn, &definition, aws.String(role), aws.Bool(true)}, &answer)
	expect(*answer.RevisionID != "", true, "a revision")
	return *answer.StateMachineVersionArn
}

func (y *younger) versions(arn string) []string {
	var answer struct {
		Versions []*struct {
			Arn *string `locationName:"stateMachineVersionArn"`
		} `locationName:"stateMachineVersions" type:"list"`
	}
	y.must("ListStateMachineVersions", &struct {
		StateMachineArn *string `locationName:"stateMachineArn"`
		MaxResults      *int64  `locationName:"maxResults"`
	}{&arn, aws.Int64(100)}, &answer)
	var arns []string
	for _, version := range answer.Versions {
		arns = append(arns, *version.Arn)
	}
	return arns
}

type route struct {
	StateMachineVersionArn *string `locationName:"stateMachineVersionArn"`
	Weight                 *int64  `locationName:"weight"`
}

type ofAlias struct {
	Arn *string `locationName:"stateMachineAliasArn"`
}

// alias leads to both versions first, then to the second.
func (y *younger) alias(arn string) string {
	first, second := arn+":1", arn+":2"
	var made ofAlias
	y.must("CreateStateMachineAlias", &struct {
		Name                 *string  `locationName:"name"`
		RoutingConfiguration []*route `locationName:"routingConfiguration" type:"list"`
	}{aws.String("live"), []*route{{&first, aws.Int64(50)}, {&second, aws.Int64(50)}}}, &made)
	y.must("UpdateStateMachineAlias", &struct {
		Arn                  *string  `locationName:"stateMachineAliasArn"`
		RoutingConfiguration []*route `locationName:"routingConfiguration" type:"list"`
	}{made.Arn, []*route{{&second, aws.Int64(100)}}}, &struct{}{})
	var found struct {
		Name                 *string  `locationName:"name"`
		RoutingConfiguration []*route `locationName:"routingConfiguration" type:"list"`
	}
	y.must("DescribeStateMachineAlias", &ofAlias{made.Arn}, &found)
	expect(*found.Name, "live", "the alias")
	expect(*found.RoutingConfiguration[0].StateMachineVersionArn, second, "where it leads")
	expect(y.code("DeleteStateMachineVersion", &ofVersion{&second}), "ConflictException", "a version in use")
	return *made.Arn
}

func (y *younger) deleteAlias(arn string) {
	y.must("DeleteStateMachineAlias", &ofAlias{&arn}, &struct{}{})
	expect(y.code("DescribeStateMachineAlias", &ofAlias{&arn}), "ResourceNotFound", "a deleted alias")
}

type ofVersion struct {
	Arn *string `locationName:"stateMachineVersionArn"`
}

func (y *younger) deleteVersion(arn string) {
	y.must("DeleteStateMachineVersion", &ofVersion{&arn}, &struct{}{})
}

func (y *younger) redrive(arn string) {
	y.must("RedriveExecution", &struct {
		ExecutionArn *string `locationName:"executionArn"`
	}{&arn}, &struct{}{})
}
