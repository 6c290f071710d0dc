"""Our side of the oracle: an orchestrator on an SQLite file, and an agent over its `Work` stream.

usage: ours.py ORCHESTRATOR
"""

import json
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import grpc
import questions

PROTOS = Path(__file__).resolve().parents[2] / "Protos"
sys.path.insert(0, str(PROTOS))
agents, agent_services = grpc.protos_and_services("apus/orchestrator/v1/agents.proto")
api, services = grpc.protos_and_services("apus/orchestrator/v1/orchestrator.proto")
documents, workflow_services = grpc.protos_and_services("apus/orchestrator/v1/workflow.proto")

STEP = {
    "id": "work", "agent": "oracle", "inputs": {"text": "$run.question"}, "timeoutMilliseconds": questions.TIMEOUT_MS,
    "retry": {"attemptCountMax": questions.ATTEMPTS, "initialDelayMilliseconds": questions.INITIAL_MS,
              "delayMillisecondsMax": questions.LONGEST_MS},
}
WORKFLOWS = [
    {"name": "work", "version": 1, "inputs": {"question": {"type": "string"}}, "steps": [STEP],
     "report": {"text": "$work.text"}},
    {"name": "wait", "version": 1, "inputs": {"question": {"type": "string"}},
     "steps": [STEP, {"id": "go", "after": ["work"], "wait": {"signal": {"name": "go", "accepts": "string"}}}],
     "report": {"text": "$go"}},
]


class Agent:
    """Performs tasks as their text says, and keeps when each attempt of a run began."""

    def __init__(self, channel):
        self.begun = defaultdict(list)
        self.may_answer = threading.Event()
        self.outbox = queue.Queue()
        self.is_welcome = threading.Event()
        self.send(hello=agents.WorkerHello(
            name="oracle", capacity=16,
            agents=[agents.AgentDeclaration(
                name="oracle", version=1, inputs_json=json.dumps({"text": "string"}),
                output_json=json.dumps({"object": {"text": "string"}}))]))
        self.responses = agent_services.AgentServiceStub(channel).Work(iter(self.outbox.get, None))
        threading.Thread(target=self.run, daemon=True).start()

    def send(self, **message):
        self.outbox.put(agents.WorkRequest(**message))

    def run(self):
        try:
            for response in self.responses:
                kind = response.WhichOneof("message")
                if kind == "welcome":
                    self.is_welcome.set()
                elif kind == "task":
                    threading.Thread(target=self.perform, args=[response.task], daemon=True).start()
        except grpc.RpcError:
            pass  # The orchestrator was stopped.

    def perform(self, task):
        self.begun[task.run_id].append(time.monotonic())
        text = json.loads(task.inputs_json)["text"]
        if text in ("fails", "fails for good"):
            return self.send(failure=agents.TaskFailure(
                task_id=task.task_id, reason=text, is_retryable=text == "fails"))
        if text == "slow at first" and task.attempt == 1:
            time.sleep(questions.TIMEOUT_MS / 1000 * 1.5)
        if text == "waits":
            self.may_answer.wait(questions.TIMEOUT_MS / 1000 * 0.8)
        self.send(result=agents.TaskResult(
            task_id=task.task_id, output_json=json.dumps({"text": f"attempt {task.attempt}"})))


class Side:
    def __init__(self, channel, agent):
        self.runs = services.OrchestratorServiceStub(channel)
        self.agent = agent
        self.key = 0

    def submit(self, workflow, text, key=""):
        return self.runs.SubmitRun(
            api.SubmitRunRequest(workflow=workflow, question=text, idempotency_key=key)).run.run_id

    def end(self, run):
        """How it ended, and its report."""
        updates = self.runs.WatchRun(api.WatchRunRequest(run_id=run), timeout=questions.LIMIT_SECONDS)
        for _ in updates:
            pass
        found = self.runs.GetRun(api.GetRunRequest(run_id=run)).run
        return api.RunState.Name(found.state).removeprefix("RUN_STATE_").lower(), found

    def attempts(self, text):
        run = self.submit("work", text)
        state, _ = self.end(run)
        return f"{len(self.agent.begun[run])} attempts, {state}"

    def waits(self):
        run = self.submit("work", "fails")
        self.end(run)
        return questions.waits(self.agent.begun[run])

    def report(self, run):
        state, found = self.end(run)
        return f"{state}, {found.outputs['text'] if 'text' in found.outputs else None}"

    def signal(self, run, payload):
        request = api.SignalRunRequest(run_id=run, by="oracle", name="go")
        request.payload.string_value = payload
        self.runs.SignalRun(request)

    def early_signal(self):
        run = self.submit("wait", "waits")
        while not self.agent.begun[run]:
            time.sleep(0.005)
        self.signal(run, "early")
        self.agent.may_answer.set()
        return self.report(run)

    def waiting(self, key=""):
        """A run that waits for its signal."""
        run = self.submit("wait", "answers", key)
        while True:
            steps = {step.step_id for step in self.runs.GetRun(api.GetRunRequest(run_id=run)).run.steps}
            if "go" in steps:
                return run
            time.sleep(0.005)

    def cancelled(self):
        run = self.waiting()
        self.runs.CancelRun(api.CancelRunRequest(run_id=run))
        return self.end(run)[0]

    def same_key(self, after_end):
        key = f"key-{after_end}"
        run = self.waiting(key)
        if after_end:
            self.signal(run, "go on")
            self.end(run)
        again = self.submit("wait", "answers", key)
        return "the same run" if again == run else "a second run"

    def refused(self, call):
        run = self.submit("work", "answers")
        self.end(run)
        try:
            call(run)
            return f"taken; the run is {self.end(run)[0]}"
        except grpc.RpcError as error:
            if error.code() not in (grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.NOT_FOUND):
                raise
            return "refused"


def ask(channel) -> dict[str, str]:
    agent = Agent(channel)
    assert agent.is_welcome.wait(questions.LIMIT_SECONDS)
    registry = workflow_services.WorkflowServiceStub(channel)
    for workflow in WORKFLOWS:
        registry.RegisterWorkflow(documents.RegisterWorkflowRequest(document=json.dumps(workflow)))
    side = Side(channel, agent)
    slow = side.submit("work", "slow at first")
    return {
        f"an attempt that always fails, at {questions.ATTEMPTS} attempts": side.attempts("fails"),
        "waits between attempts": side.waits(),
        "a failure that a repetition cannot help": side.attempts("fails for good"),
        "an attempt beyond its time": side.report(slow),
        "a signal before its wait": side.early_signal(),
        "cancelled while it waits": side.cancelled(),
        "the same key while the run goes on": side.same_key(False),
        "the same key after the run has ended": side.same_key(True),
        "a signal to a run that has ended": side.refused(lambda run: side.signal(run, "late")),
        "cancelling a run that has ended": side.refused(
            lambda run: side.runs.CancelRun(api.CancelRunRequest(run_id=run))),
    }


def main() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        log = open(f"{folder}/log", "w+")
        server = subprocess.Popen(
            [sys.argv[1], "--listen", address, "--admin-listen", "127.0.0.1:0", "--data", folder],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            with grpc.insecure_channel(address) as channel:
                grpc.channel_ready_future(channel).result(timeout=questions.LIMIT_SECONDS)
                print(json.dumps(ask(channel)))
        except Exception:
            log.seek(0)
            print(log.read()[-3000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
