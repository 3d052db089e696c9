// Command go asks a server of the Step Functions API what Terraform's provider and workers ask, by both of AWS's SDKs for Go.
//
// The endpoint is its argument; the second one may be the secret of the key "test". What the SDK for Go 2 of Debian knows is asked by it, whose retries, paginators and typed errors are
// those of Terraform's provider; versions, aliases, validation and redrive are younger than it, and are asked by the other one's requests.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

const role = "arn:aws:iam::123456789012:role/steps"

var background = context.Background()

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", arguments...)
	os.Exit(1)
}

func expect[Value any](found, wanted Value, what string) {
	if !reflect.DeepEqual(found, wanted) {
		fail("%s: %v, not %v", what, found, wanted)
	}
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		fail("%v", err)
	}
	return value
}

// fails expects an error of the SDK's own type for it.
func fails[Failure error](err error, what string) {
	var failure Failure
	if !errors.As(err, &failure) {
		fail("%s: %v", what, err)
	}
}

func machine(state map[string]any) *string {
	text := must(json.Marshal(map[string]any{"StartAt": "A", "States": map[string]any{"A": state}}))
	return aws.String(string(text))
}

func pass(result any) *string {
	return machine(map[string]any{"Type": "Pass", "Result": result, "End": true})
}

func main() {
	secret := "test"
	if len(os.Args) > 2 {
		secret = os.Args[2]
	}
	client := sfn.New(sfn.Options{
		Region:      "us-east-1",
		Credentials: credentials.NewStaticCredentialsProvider("test", secret, ""),
		// A name that is immutable gets no `sync-` before it.
		EndpointResolver: sfn.EndpointResolverFromURL(os.Args[1], func(endpoint *aws.Endpoint) { endpoint.HostnameImmutable = true }),
	})
	younger := newYounger(os.Args[1], secret)
	arn := lifeOfAMachine(client, younger)
	executions(client, younger)
	activities(client)
	synchronous(client)
	end(client, younger, arn)
	fmt.Println("done")
}

// lifeOfAMachine creates a machine as a plan is applied, reads it back, and changes it.
func lifeOfAMachine(client *sfn.Client, younger *younger) *string {
	expect(younger.validate(*pass(1)), "OK", "a good definition")
	expect(younger.validate(`{"StartAt":"B","States":{"A":{"Type":"Pass","End":true}}}`), "FAIL", "a bad definition")
	_, err := client.CreateStateMachine(background, &sfn.CreateStateMachineInput{
		Name: aws.String("bad"), RoleArn: aws.String(role), Definition: aws.String("{}"),
	})
	fails[*types.InvalidDefinition](err, "a definition that is none")

	arn := younger.create("built", *pass(1))
	described := must(client.DescribeStateMachine(background, &sfn.DescribeStateMachineInput{StateMachineArn: &arn}))
	expect(described.Status, types.StateMachineStatusActive, "its status")
	expect(described.Type, types.StateMachineTypeStandard, "its type")
	expect(*described.Definition, *pass(1), "its definition")
	expect(described.LoggingConfiguration.Level, types.LogLevelOff, "its logging")
	expect(described.TracingConfiguration.Enabled, false, "its tracing")
	expect(described.CreationDate.IsZero(), false, "its date")
	expect(younger.versions(arn), []string{arn + ":1"}, "its versions")
	// The same again is the same machine; another definition under its name is not.
	expect(younger.create("built", *pass(1)), arn, "the machine again")
	_, err = client.CreateStateMachine(background, &sfn.CreateStateMachineInput{
		Name: aws.String("built"), RoleArn: aws.String(role), Definition: pass(2),
	})
	fails[*types.StateMachineAlreadyExists](err, "another machine of that name")

	expect(younger.update(arn, *pass(2)), arn+":2", "the second version")
	expect(younger.versions(arn), []string{arn + ":2", arn + ":1"}, "both versions")
	alias := younger.alias(arn)
	run := must(client.StartExecution(background, &sfn.StartExecutionInput{StateMachineArn: &alias}))
	expect(*wait(client, *run.ExecutionArn).Output, "2", "what the alias ran")
	younger.deleteAlias(alias)

	tags(client, &arn)
	return &arn
}

func tags(client *sfn.Client, arn *string) {
	list := func() map[string]string {
		found := map[string]string{}
		for _, tag := range must(client.ListTagsForResource(background, &sfn.ListTagsForResourceInput{ResourceArn: arn})).Tags {
			found[*tag.Key] = *tag.Value
		}
		return found
	}
	expect(list(), map[string]string{"stage": "test"}, "the first tags")
	must(client.TagResource(background, &sfn.TagResourceInput{ResourceArn: arn, Tags: []types.Tag{
		{Key: aws.String("stage"), Value: aws.String("live")}, {Key: aws.String("team"), Value: aws.String("pay")},
	}}))
	must(client.UntagResource(background, &sfn.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"team"}}))
	expect(list(), map[string]string{"stage": "live"}, "the changed tags")
}

func wait(client *sfn.Client, arn string) *sfn.DescribeExecutionOutput {
	for {
		found := must(client.DescribeExecution(background, &sfn.DescribeExecutionInput{ExecutionArn: &arn}))
		if found.Status != types.ExecutionStatusRunning {
			return found
		}
	}
}

// failure is the error and the cause that the history ends with.
func failure(client *sfn.Client, arn string) [2]string {
	last := must(client.GetExecutionHistory(background, &sfn.GetExecutionHistoryInput{ExecutionArn: &arn, ReverseOrder: true, MaxResults: 1}))
	details := last.Events[0].ExecutionFailedEventDetails
	return [2]string{aws.ToString(details.Error), aws.ToString(details.Cause)}
}

// executions starts, stops and redrives some, and reads their pages.
func executions(client *sfn.Client, younger *younger) {
	parts := map[string]any{}
	for index := 0; index < 20; index++ {
		part := map[string]any{"Type": "Pass", "Next": fmt.Sprintf("S%d", index+1)}
		if index == 19 {
			part = map[string]any{"Type": "Fail", "Error": "Late", "Cause": "the end"}
		}
		parts[fmt.Sprintf("S%d", index)] = part
	}
	definition := must(json.Marshal(map[string]any{"StartAt": "S0", "States": parts}))
	arn := younger.create("long", string(definition))
	input := aws.String(`{"n": 1.10}`)
	start := func(arn, name string) string {
		return *must(client.StartExecution(background, &sfn.StartExecutionInput{StateMachineArn: &arn, Name: &name, Input: input})).ExecutionArn
	}
	run := start(arn, "first")
	found := wait(client, run)
	expect([]string{string(found.Status), *found.Input}, []string{"FAILED", *input}, "how it ended")
	expect(failure(client, run), [2]string{"Late", "the end"}, "why it ended")
	_, err := client.StartExecution(background, &sfn.StartExecutionInput{StateMachineArn: &arn, Name: aws.String("first"), Input: aws.String("{}")})
	fails[*types.ExecutionAlreadyExists](err, "another start of that name")

	for _, backwards := range []bool{false, true} {
		pages, last, count := 0, int64(0), 0
		reader := sfn.NewGetExecutionHistoryPaginator(client, &sfn.GetExecutionHistoryInput{ExecutionArn: &run, MaxResults: 7, ReverseOrder: backwards})
		for reader.HasMorePages() {
			page := must(reader.NextPage(background))
			pages++
			for _, event := range page.Events {
				if last != 0 {
					expect(event.Id-last, map[bool]int64{false: 1, true: -1}[backwards], "the order of events")
				}
				last = event.Id
				count++
			}
		}
		// Started, 19 states that are entered and exited, one that is entered, failed.
		expect([]int{count, pages}, []int{41, 6}, "the events and their pages")
	}
	younger.redrive(run)
	expect(wait(client, run).Status, types.ExecutionStatusFailed, "the end of the redrive")

	start(arn, "second")
	names := map[string]bool{}
	lister := sfn.NewListExecutionsPaginator(client, &sfn.ListExecutionsInput{StateMachineArn: &arn, MaxResults: 1})
	for lister.HasMorePages() {
		for _, one := range must(lister.NextPage(background)).Executions {
			names[*one.Name] = true
		}
	}
	expect(names, map[string]bool{"first": true, "second": true}, "the executions")

	waits := younger.create("waits", *machine(map[string]any{"Type": "Wait", "Seconds": 3600, "End": true}))
	waiting := start(waits, "slow")
	expect(start(waits, "slow"), waiting, "the same start again")
	must(client.StopExecution(background, &sfn.StopExecutionInput{ExecutionArn: &waiting, Error: aws.String("Enough")}))
	expect(wait(client, waiting).Status, types.ExecutionStatusAborted, "a stop")
	_, err = client.DescribeExecution(background, &sfn.DescribeExecutionInput{ExecutionArn: aws.String(waiting + "x")})
	fails[*types.ExecutionDoesNotExist](err, "an execution that is not there")
}

// activities are what a worker in Go does.
func activities(client *sfn.Client) {
	activity := must(client.CreateActivity(background, &sfn.CreateActivityInput{Name: aws.String("by-hand")})).ActivityArn
	definition := machine(map[string]any{"Type": "Task", "Resource": *activity, "TimeoutSeconds": 600, "HeartbeatSeconds": 300, "End": true})
	made := must(client.CreateStateMachine(background, &sfn.CreateStateMachineInput{
		Name: aws.String("acts"), RoleArn: aws.String(role), Definition: definition,
	}))
	start := func() string {
		return *must(client.StartExecution(background, &sfn.StartExecutionInput{
			StateMachineArn: made.StateMachineArn, Input: aws.String(`{"hours":8}`),
		})).ExecutionArn
	}
	take := func() *string {
		task := must(client.GetActivityTask(background, &sfn.GetActivityTaskInput{ActivityArn: activity, WorkerName: aws.String("gopher")}))
		expect(*task.Input, `{"hours":8}`, "a worker's input")
		return task.TaskToken
	}
	run := start()
	token := take()
	must(client.SendTaskHeartbeat(background, &sfn.SendTaskHeartbeatInput{TaskToken: token}))
	must(client.SendTaskSuccess(background, &sfn.SendTaskSuccessInput{TaskToken: token, Output: aws.String(`{"paid":1.50}`)}))
	expect(*wait(client, run).Output, `{"paid":1.50}`, "a worker's result")
	_, err := client.SendTaskSuccess(background, &sfn.SendTaskSuccessInput{TaskToken: token, Output: aws.String("1")})
	fails[*types.TaskTimedOut](err, "a task that has ended")
	run = start()
	must(client.SendTaskFailure(background, &sfn.SendTaskFailureInput{TaskToken: take(), Error: aws.String("Tired")}))
	expect(wait(client, run).Status, types.ExecutionStatusFailed, "what came of a worker's failure")
	expect(failure(client, run), [2]string{"Tired", ""}, "a worker's failure")
	_, err = client.SendTaskHeartbeat(background, &sfn.SendTaskHeartbeatInput{TaskToken: aws.String("nonsense")})
	fails[*types.InvalidToken](err, "a token that is none")

	described := must(client.DescribeActivity(background, &sfn.DescribeActivityInput{ActivityArn: activity}))
	expect(*described.Name, "by-hand", "the activity")
	must(client.DeleteActivity(background, &sfn.DeleteActivityInput{ActivityArn: activity}))
	_, err = client.DescribeActivity(background, &sfn.DescribeActivityInput{ActivityArn: activity})
	fails[*types.ActivityDoesNotExist](err, "a deleted activity")
}

func synchronous(client *sfn.Client) {
	made := must(client.CreateStateMachine(background, &sfn.CreateStateMachineInput{
		Name: aws.String("quick"), RoleArn: aws.String(role), Definition: pass([]int{1, 2}), Type: types.StateMachineTypeExpress,
	}))
	answer := must(client.StartSyncExecution(background, &sfn.StartSyncExecutionInput{StateMachineArn: made.StateMachineArn}))
	expect(string(answer.Status)+*answer.Output, "SUCCEEDED[1,2]", "an execution that is waited for")
	expect(answer.BillingDetails.BilledMemoryUsedInMB, int64(64), "what is billed")
}

// end deletes a machine, and asks until it is gone.
func end(client *sfn.Client, younger *younger, arn *string) {
	for _, version := range younger.versions(*arn) {
		younger.deleteVersion(version)
	}
	must(client.DeleteStateMachine(background, &sfn.DeleteStateMachineInput{StateMachineArn: arn}))
	for {
		_, err := client.DescribeStateMachine(background, &sfn.DescribeStateMachineInput{StateMachineArn: arn})
		if err != nil {
			fails[*types.StateMachineDoesNotExist](err, "a deleted machine")
			break
		}
	}
	// Once more is no error, as a plan may be destroyed twice.
	must(client.DeleteStateMachine(background, &sfn.DeleteStateMachineInput{StateMachineArn: arn}))
}
