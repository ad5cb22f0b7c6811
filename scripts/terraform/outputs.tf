output "endpoint_name" {
  description = "What the client's --endpoint takes."
  value       = aws_sagemaker_endpoint.endpoint.name
}

output "endpoint_arn" {
  description = "What a client's IAM statement names; SageMaker writes the name in lower case."
  value       = aws_sagemaker_endpoint.endpoint.arn
}

output "log_group" {
  description = "Where the container logs; it outlives the endpoint."
  value       = "/aws/sagemaker/Endpoints/${var.endpoint_name}"
}
