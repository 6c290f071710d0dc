#!/usr/bin/env python3
"""An agent in Python: counts words, says how it gets on, and goes on where an attempt before it was.

usage: agent.py [ORCHESTRATOR]     (127.0.0.1:50051)

Needs grpcio and grpcio-tools, which compile the API's .proto files as they are imported. A workflow uses it as
{"id": "count", "agent": "word-count", "inputs": {"text": "$run.question"}}.
"""

import collections
import json
import queue
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc

PROTOS = Path(__file__).resolve().parents[4] / "Protos"
sys.path.insert(0, str(PROTOS))
api, services = grpc.protos_and_services("apus/orchestrator/v1/agents.proto")

CAPACITY = 4


WORDS_BETWEEN_CHECKPOINTS = 1000


def perform(task, progress, checkpoint) -> dict:
    """The work itself: inputs to output. What it raises is the task's failure.

    A checkpoint is whatever this agent needs to go on: here the counts so far, and how many words they are of.
    """
    words = json.loads(task.inputs_json)["text"].lower().split()
    done, counts = 0, collections.Counter()
    if task.checkpoint:
        known = json.loads(task.checkpoint)
        done, counts = known["done"], collections.Counter(known["counts"])
        progress(f"going on after {done} words")
    while done < len(words):
        counts.update(words[done:done + WORDS_BETWEEN_CHECKPOINTS])
        done = min(done + WORDS_BETWEEN_CHECKPOINTS, len(words))
        if done < len(words):
            checkpoint(json.dumps({"done": done, "counts": counts}).encode())
    progress(f"{len(words)} words")
    return {"words": len(words), "most": [w for w, _ in counts.most_common(3)]}


class Worker:
    """Holds the stream: takes tasks from it, performs CAPACITY at a time, sends what became of them."""

    def __init__(self, channel):
        self.outbox = queue.Queue()
        self.pool = ThreadPoolExecutor(CAPACITY)
        self.withdrawn = set()
        self.lock = threading.Lock()
        self.send(hello=api.WorkerHello(
            name="python-example", capacity=CAPACITY,
            agents=[api.AgentDeclaration(
                name="word-count", version=1, description="Counts words.",
                inputs_json=json.dumps({"text": "string"}),
                output_json=json.dumps({"object": {"words": "number", "most": {"list": "string"}}}))]))
        self.responses = services.AgentServiceStub(channel).Work(iter(self.outbox.get, None))

    def send(self, **message):
        self.outbox.put(api.WorkRequest(**message))

    def run(self):
        for response in self.responses:
            kind = response.WhichOneof("message")
            if kind == "welcome":
                print("connected as", response.welcome.worker_id, flush=True)
            elif kind == "task":
                self.pool.submit(self.perform, response.task)
            elif kind == "withdrawn":
                with self.lock:
                    self.withdrawn.add(response.withdrawn.task_id)

    def perform(self, task):
        def progress(text):
            self.send(progress=api.TaskProgress(task_id=task.task_id, text=text))

        def checkpoint(data):
            self.send(checkpoint=api.TaskCheckpoint(task_id=task.task_id, data=data))

        try:
            output = perform(task, progress, checkpoint)
        except Exception as error:  # Whatever it is, the workflow's retry policy decides about it.
            self.send(failure=api.TaskFailure(
                task_id=task.task_id, reason=f"{type(error).__name__}: {error}", is_retryable=True))
            return
        with self.lock:
            if task.task_id in self.withdrawn:
                self.withdrawn.discard(task.task_id)
                return
        self.send(result=api.TaskResult(
            task_id=task.task_id, output_json=json.dumps(output), summary=f"{output['words']} words"))


if __name__ == "__main__":
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:50051"
    with grpc.insecure_channel(address) as channel:
        Worker(channel).run()
